package org.radiologygpt.hl7v2;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was read leniently in one message. */
final class Warnings {
    private final Map<ReadWarning, Integer> counts = new EnumMap<>(ReadWarning.class);

    void add(ReadWarning warning) {
        counts.merge(warning, 1, Integer::sum);
    }

    void addIf(boolean condition, ReadWarning warning) {
        if (condition) {
            add(warning);
        }
    }

    /** At most once, however often it happened. */
    void note(ReadWarning warning) {
        counts.put(warning, 1);
    }

    void noteIf(boolean condition, ReadWarning warning) {
        if (condition) {
            note(warning);
        }
    }

    List<String> codes() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().code() + (entry.getValue() > 1 ? "=" + entry.getValue() : ""))
                .toList();
    }
}
