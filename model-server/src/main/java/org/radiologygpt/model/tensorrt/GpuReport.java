package org.radiologygpt.model.tensorrt;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a machine has for TensorRT.
 *
 * @param findings one for each {@link Part}, in its order; several GPUs are one finding each
 * @param gpus those that answered
 */
public record GpuReport(List<Finding> findings, List<Gpu> gpus) {
    public GpuReport {
        findings = List.copyOf(findings);
        gpus = List.copyOf(gpus);
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return findings.stream().allMatch(Finding.Found.class::isInstance);
    }

    /** The part to mend first, in one sentence; empty where nothing is missing. */
    public Optional<String> firstProblem() {
        return findings.stream()
                .filter(Finding.Missing.class::isInstance)
                .map(Finding::text)
                .findFirst();
    }

    /** As {@link #firstProblem()} for some parts only; a part that could not be looked for is a problem too. */
    public Optional<String> firstProblem(Set<Part> needed) {
        List<Finding> absent = findings.stream()
                .filter(finding -> needed.contains(finding.part()) && !(finding instanceof Finding.Found))
                .toList();
        return absent.stream()
                .filter(Finding.Missing.class::isInstance)
                .findFirst()
                .or(() -> absent.stream().findFirst())
                .map(finding -> finding.part().title() + ": " + finding.text());
    }
}
