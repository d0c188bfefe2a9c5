package org.radiologygpt.trainer.app;

import org.radiologygpt.trainer.promote.Metric;
import org.radiologygpt.trainer.promote.Rules;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How strict the gate is. */
final class GateOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--metric",
            defaultValue = "ROUGE_L",
            description = "What must be better: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Metric metric;

    @Option(
            names = "--guard-margin",
            defaultValue = "1",
            description =
                    "Rise of a guard's rate that fails though chance could explain it, percentage points (default:"
                            + " ${DEFAULT-VALUE}).")
    private double guardMargin;

    @Option(
            names = "--min-reports",
            defaultValue = "100",
            description = "Fewer test reports decide nothing (default: ${DEFAULT-VALUE}).")
    private int minReports;

    @Option(
            names = "--allow-baselines",
            description = "Measures the trivial baselines, but lets a candidate pass that is not better than each.")
    private boolean allowBaselines;

    @Option(
            names = "--allow-no-canaries",
            description = "Lets a candidate pass whose training file has no canaries (plant-canaries).")
    private boolean allowNoCanaries;

    @Option(
            names = "--max-exposure",
            defaultValue = "3",
            description =
                    "Largest mean exposure of the canaries, bits; 1.44 where nothing was learned by heart (default:"
                            + " ${DEFAULT-VALUE}).")
    private double maxExposure;

    @Option(
            names = "--alternatives",
            defaultValue = "63",
            description = "Others that each canary's secret is compared with (default: ${DEFAULT-VALUE}).")
    private int alternatives;

    Rules rules() {
        try {
            return new Rules(metric, guardMargin, minReports, !allowBaselines, !allowNoCanaries, maxExposure);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    int alternatives() {
        if (alternatives < 15) {
            throw new ParameterException(spec.commandLine(), "--alternatives must be at least 15, not " + alternatives);
        }
        return alternatives;
    }
}
