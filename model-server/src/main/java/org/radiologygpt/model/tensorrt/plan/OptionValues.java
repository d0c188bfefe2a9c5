package org.radiologygpt.model.tensorrt.plan;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Options as DJL hands them over, read strictly. */
final class OptionValues {
    private final Map<String, ?> values;

    /** @throws OptionException where a name is not known */
    OptionValues(Map<String, ?> values, Set<String> known) {
        this.values = values;
        new TreeSet<>(values.keySet())
                .stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                    throw new OptionException(name, "is not known; known are " + new TreeSet<>(known));
                });
    }

    Optional<String> text(String name) {
        Optional<String> text = Optional.ofNullable(values.get(name))
                .map(value -> value.toString().strip());
        text.filter(String::isEmpty).ifPresent(value -> {
            throw new OptionException(name, "is empty; leave it out for the default");
        });
        return text;
    }

    OptionalInt number(String name, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean digits = text.get().matches("[0-9]{1,9}");
        int value = digits ? Integer.parseInt(text.get()) : -1;
        if (!digits || value < least || value > most) {
            throw new OptionException(name, "'" + text.get() + "' is no whole number from " + least + " to " + most);
        }
        return OptionalInt.of(value);
    }

    boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(text -> switch (text) {
                    case "on" -> true;
                    case "off" -> false;
                    default -> throw new OptionException(name, "'" + text + "' is neither on nor off");
                })
                .orElse(otherwise);
    }
}
