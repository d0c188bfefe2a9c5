package org.radiologygpt.model.tensorrt.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The profiles of the options held against the inputs of a graph. */
final class ProfilePlan {
    private ProfilePlan() {}

    /** @throws OptionException where a profile does not fit the graph, or one is needed */
    static void check(List<GraphInput> inputs, List<Profile> profiles) {
        if (profiles.isEmpty()) {
            inputs.stream().filter(GraphInput::isDynamic).findFirst().ifPresent(input -> {
                throw wrong("is needed, because input " + input.name() + " has the dynamic shape " + input.shape());
            });
        }
        for (int i = 0; i < profiles.size(); i++) {
            check(inputs, profiles.get(i), "profile " + (i + 1));
        }
    }

    private static void check(List<GraphInput> inputs, Profile profile, String place) {
        List<String> names = inputs.stream().map(GraphInput::name).toList();
        profile.ranges().keySet().stream()
                .sorted()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(place + " names " + name + ", which is no input; the inputs are " + names);
                });
        for (GraphInput input : inputs) {
            ShapeRange range = profile.ranges().get(input.name());
            if (range == null && input.isDynamic()) {
                throw wrong(place + " has no range for input " + input.name() + ", whose shape is " + input.shape());
            }
            if (range != null && !input.allows(range)) {
                throw wrong(
                        place + ", input " + input.name() + ": " + range + " does not fit its shape " + input.shape());
            }
        }
    }

    /** A profile without the inputs that have one shape anyway: TensorRT wants ranges of dynamic ones only. */
    static Profile dynamic(List<GraphInput> inputs, Profile profile) {
        Map<String, ShapeRange> ranges = new HashMap<>(profile.ranges());
        inputs.stream()
                .filter(input -> !input.isDynamic())
                .map(GraphInput::name)
                .forEach(ranges::remove);
        return new Profile(ranges);
    }

    private static OptionException wrong(String sentence) {
        return new OptionException(ProfilesText.OPTION, sentence);
    }
}
