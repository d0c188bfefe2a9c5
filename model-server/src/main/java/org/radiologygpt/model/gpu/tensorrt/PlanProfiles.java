package org.radiologygpt.model.gpu.tensorrt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.gpu.Profile;
import org.radiologygpt.model.tensorrt.plan.ShapeRange;

/** A decoder's profiles as TensorRT's builder takes them, in the same order. */
final class PlanProfiles {
    private PlanProfiles() {}

    static List<org.radiologygpt.model.tensorrt.plan.Profile> of(List<Profile> profiles) {
        return profiles.stream().map(PlanProfiles::of).toList();
    }

    private static org.radiologygpt.model.tensorrt.plan.Profile of(Profile profile) {
        Map<String, ShapeRange> ranges = new HashMap<>();
        profile.inputs()
                .forEach((name, range) -> ranges.put(
                        name,
                        new ShapeRange(integers(range.least()), integers(range.usual()), integers(range.most()))));
        return new org.radiologygpt.model.tensorrt.plan.Profile(ranges);
    }

    private static List<Integer> integers(List<Long> shape) {
        return shape.stream().map(Math::toIntExact).toList();
    }
}
