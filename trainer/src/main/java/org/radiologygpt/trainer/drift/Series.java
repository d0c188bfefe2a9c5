package org.radiologygpt.trainer.drift;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The weeks of one writer's drafts.
 *
 * @param weeks those with enough reports, oldest first
 * @param leftOut weeks with too few
 * @param chart empty where there are not more weeks than the reference needs
 */
record Series(Edit.Writer writer, List<Week> weeks, int leftOut, int reference, Optional<ControlChart> chart) {

    /** What the newest week says. */
    enum Verdict {
        TOO_FEW_WEEKS,
        STABLE,
        /** Signed reports are farther from the drafts than in the reference weeks. */
        DRIFT,
        /** They are nearer. */
        CLOSER;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Series of(Edit.Writer writer, List<Edit> edits, DriftRule rule) {
        Map<LocalDate, List<Edit>> all =
                edits.stream().collect(Collectors.groupingBy(Edit::week, TreeMap::new, Collectors.toList()));
        List<Week> weeks = all.entrySet().stream()
                .filter(week -> week.getValue().size() >= rule.reports())
                .map(week -> Week.of(week.getKey(), week.getValue()))
                .toList();
        Optional<ControlChart> chart = weeks.size() > rule.reference()
                ? Optional.of(new ControlChart(weeks.subList(0, rule.reference())))
                : Optional.empty();
        return new Series(writer, weeks, all.size() - weeks.size(), rule.reference(), chart);
    }

    /** Of the weeks after the reference. */
    List<ControlChart.Point> points() {
        return chart.map(known -> known.points(weeks.subList(reference, weeks.size())))
                .orElse(List.of());
    }

    Verdict verdict() {
        List<ControlChart.Point> points = points();
        if (points.isEmpty()) {
            return Verdict.TOO_FEW_WEEKS;
        }
        return says(points.get(points.size() - 1));
    }

    /** First of the weeks without a break that say what the newest says. */
    Week since() {
        List<ControlChart.Point> points = points();
        int first = points.size() - 1;
        while (first > 0 && says(points.get(first - 1)) == verdict()) {
            first--;
        }
        return weeks.get(reference + first);
    }

    private static Verdict says(ControlChart.Point point) {
        if (point.drifted()) {
            return Verdict.DRIFT;
        }
        return point.closer() ? Verdict.CLOSER : Verdict.STABLE;
    }
}
