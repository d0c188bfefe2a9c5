package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A gap of a finding: a measurement, or one of several values each with its canonical form (for the impression) and
 * its surface forms (for the findings). Written {@code small~small-sized, large~sizable}: canonical first; the surface
 * forms include the canonical one unless it is followed by {@code ~~}.
 */
record Slot(String name, List<Value> values) {
    /** One possible filling; {@code measurement} is blank for words. */
    record Value(String canonical, List<String> surfaces, String measurement) {
        Filled fill(Dice dice) {
            if (measurement.isEmpty()) {
                return new Filled(canonical, dice.pick(surfaces));
            }
            String size = Measurement.parse(measurement).sample(dice);
            return new Filled(size, size);
        }
    }

    /** What stands in the impression and what stands in the findings. */
    record Filled(String canonical, String surface) {}

    static Slot parse(String name, String definition) {
        return new Slot(
                name,
                Arrays.stream(definition.split(","))
                        .map(String::strip)
                        .map(Slot::value)
                        .toList());
    }

    private static Value value(String text) {
        if (text.startsWith("#")) {
            Measurement.parse(text);
            return new Value("", List.of(), text);
        }
        int only = text.indexOf("~~");
        List<String> forms = new ArrayList<>(Arrays.asList(text.split("~+")));
        List<String> surfaces = only >= 0 ? forms.subList(1, forms.size()) : forms;
        return new Value(forms.get(0), List.copyOf(surfaces), "");
    }
}
