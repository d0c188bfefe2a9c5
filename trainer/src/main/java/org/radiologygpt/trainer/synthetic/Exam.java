package org.radiologygpt.trainer.synthetic;

import java.util.List;
import java.util.Set;

/**
 * An examination: its phrases and its findings.
 *
 * @param weight relative frequency
 * @param oneSided whether all findings share the side of the examined joint or breast
 * @param normalImpression the impression when nothing of weight is found
 * @param negatives what a list of negatives may contain
 */
record Exam(
        String key,
        String modality,
        String region,
        int weight,
        boolean oneSided,
        List<String> procedures,
        List<String> techniques,
        String normalImpression,
        List<Negative> negatives,
        List<Structure> structures) {
    /** A finding said to be absent, unless one of the given groups is present. */
    record Negative(String name, Set<String> contradictedBy) {}

    List<Finding> findings() {
        return structures.stream().flatMap(s -> s.findings().stream()).toList();
    }
}
