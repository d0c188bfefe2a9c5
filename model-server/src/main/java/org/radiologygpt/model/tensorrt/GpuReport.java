package org.radiologygpt.model.tensorrt;

import java.util.List;
import java.util.Optional;

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
}
