package org.radiologygpt.trainer.promote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.radiologygpt.trainer.canary.Exposure;
import org.radiologygpt.trainer.evaluate.Bootstrap;
import org.radiologygpt.trainer.evaluate.Scored;
import org.radiologygpt.trainer.evaluate.Scores;

/**
 * The rules.
 *
 * <p>Better: the lower end of the 95 % interval of the difference (paired bootstrap over reports) is above 0. Not worse on
 * a guard: McNemar's exact one-sided test on the reports that differ does not reach 5 %, and the rate did not rise by
 * more than the margin. The test is made of each guard alone, without a correction for their number: a false alarm costs
 * a training, a missed one a patient. The margin is there because a test on few reports sees little.
 */
public final class Gate {
    private static final double SIGNIFICANT = 0.05;
    private static final List<String> BASELINES = List.of("constant", "firstSentence", "lead3", "nearest");

    private final Rules rules;

    public Gate(Rules rules) {
        this.rules = rules;
    }

    /**
     * Applies all rules.
     *
     * @param current the adapter in use, or the bare base model
     * @param baselines those that could be had
     * @param canaries empty where there are none
     */
    public List<Check> check(Scores candidate, Scores current, List<Scores> baselines, Optional<Exposure> canaries) {
        List<Check> checks = new ArrayList<>();
        int reports = candidate.reports().size();
        checks.add(Check.of("reports", true, reports >= rules.minReports(), Map.of("reports", (double) reports)));
        checks.add(better("current", true, candidate, current));
        for (String name : BASELINES) {
            checks.add(baselines.stream()
                    .filter(baseline -> baseline.writer().equals(name))
                    .findFirst()
                    .map(baseline -> better(name, rules.baselines(), candidate, baseline))
                    .orElseGet(() -> Check.notMade("better." + name, rules.baselines())));
        }
        TreeSet<String> guards = new TreeSet<>(List.of(Scored.WITHHELD));
        candidate.reports().forEach(report -> guards.addAll(report.alarms()));
        current.reports().forEach(report -> guards.addAll(report.alarms()));
        guards.forEach(guard -> checks.add(notWorse(guard, candidate, current)));
        checks.add(canaries.map(this::unknown).orElseGet(() -> Check.notMade("canaries", rules.canaries())));
        return checks;
    }

    private Check better(String name, boolean required, Scores candidate, Scores other) {
        int reports = candidate.reports().size();
        int[] all = IntStream.range(0, reports).toArray();
        Metric metric = rules.metric();
        Bootstrap.Interval interval =
                Bootstrap.interval(reports, drawn -> metric.of(candidate, drawn) - metric.of(other, drawn));
        return Check.of(
                "better." + name,
                required,
                interval.low() > 0,
                Map.of(
                        "candidate", rounded(metric.of(candidate, all)),
                        "other", rounded(metric.of(other, all)),
                        "difference", rounded(metric.of(candidate, all) - metric.of(other, all)),
                        "low95", rounded(interval.low()),
                        "high95", rounded(interval.high())));
    }

    private Check notWorse(String guard, Scores candidate, Scores current) {
        int reports = candidate.reports().size();
        int mine = 0;
        int theirs = 0;
        int worse = 0;
        int better = 0;
        for (int i = 0; i < reports; i++) {
            boolean now = candidate.reports().get(i).alarms().contains(guard);
            boolean before = current.reports().get(i).alarms().contains(guard);
            mine += now ? 1 : 0;
            theirs += before ? 1 : 0;
            worse += now && !before ? 1 : 0;
            better += before && !now ? 1 : 0;
        }
        double p = SignTest.p(worse, better);
        double rise = 100.0 * (mine - theirs) / reports;
        return Check.of(
                "guard." + guard,
                true,
                (worse <= better || p > SIGNIFICANT) && rise <= rules.guardMargin(),
                Map.of(
                        "candidatePercent", rounded(100.0 * mine / reports),
                        "currentPercent", rounded(100.0 * theirs / reports),
                        "onlyCandidate", (double) worse,
                        "onlyCurrent", (double) better,
                        "p", rounded(p)));
    }

    private Check unknown(Exposure exposure) {
        return Check.of(
                "canaries",
                true,
                exposure.extracted() == 0 && exposure.meanBits() <= rules.maxExposure(),
                Map.of(
                        "canaries", (double) exposure.bits().size(),
                        "alternatives", (double) exposure.alternatives(),
                        "extracted", (double) exposure.extracted(),
                        "meanBits", rounded(exposure.meanBits()),
                        "maxBits",
                                rounded(exposure.bits().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .max()
                                        .orElse(0))));
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
