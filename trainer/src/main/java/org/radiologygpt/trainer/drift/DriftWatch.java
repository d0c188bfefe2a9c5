package org.radiologygpt.trainer.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All series of a file, and what the newest weeks say. */
public final class DriftWatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Series> series;
    private final LocalDate oldestCurrent;

    private DriftWatch(List<Series> series, LocalDate oldestCurrent) {
        this.series = series;
        this.oldestCurrent = oldestCurrent;
    }

    /** @throws DriftException where the file holds no report, or a line that is none */
    public static DriftWatch read(Path file, DriftRule rule) throws IOException {
        return of(Edit.read(file), rule);
    }

    static DriftWatch of(List<Edit> edits, DriftRule rule) {
        LocalDate newest = edits.stream()
                .map(Edit::week)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new DriftException("there is no signed report with a draft"));
        List<Series> series = edits.stream().collect(Collectors.groupingBy(Edit::writer)).entrySet().stream()
                .map(one -> Series.of(one.getKey(), one.getValue(), rule))
                .sorted(Comparator.comparing((Series one) -> one.writer().site())
                        .thenComparing(one -> one.writer().model())
                        .thenComparing(one -> one.writer().adapter())
                        .thenComparing(one -> one.weeks().get(0).monday())
                        .thenComparing(one -> one.writer().digest()))
                .toList();
        return new DriftWatch(series, newest.minusWeeks(rule.recent()));
    }

    /** True where the newest week of a current series is beyond its limit. */
    public boolean drift() {
        return series.stream().anyMatch(one -> one.verdict() == Series.Verdict.DRIFT && isCurrent(one));
    }

    /** An adapter that no longer writes is history. */
    private boolean isCurrent(Series one) {
        return !one.weeks().isEmpty()
                && !one.weeks().get(one.weeks().size() - 1).monday().isBefore(oldestCurrent);
    }

    /** The series as JSON. */
    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode().put("drift", drift());
        json.putArray("series").addAll(series.stream().map(this::json).toList());
        return json;
    }

    private ObjectNode json(Series one) {
        ObjectNode json = JSON.createObjectNode()
                .put("site", one.writer().site())
                .put("model", one.writer().model())
                .put("adapter", one.writer().adapter())
                .put("digest", one.writer().digest())
                .put("verdict", one.verdict().code())
                .put("current", isCurrent(one))
                .put("weeksWithTooFewReports", one.leftOut());
        if (one.chart().isPresent()) {
            json.put("since", one.since().name());
            json.put("referenceWeeks", one.reference());
            json.put("referenceMean", rounded(one.chart().get().mean()));
        }
        List<ControlChart.Point> points = one.points();
        for (int i = 0; i < one.weeks().size(); i++) {
            int after = i - one.reference();
            Optional<ControlChart.Point> point =
                    after >= 0 && after < points.size() ? Optional.of(points.get(after)) : Optional.empty();
            json.withArray("weeks").add(json(one.weeks().get(i), point));
        }
        return json;
    }

    private static ObjectNode json(Week week, Optional<ControlChart.Point> point) {
        ObjectNode json = JSON.createObjectNode()
                .put("week", week.name())
                .put("n", week.size())
                .put("q1", rounded(week.quantile(0.25)))
                .put("median", rounded(week.quantile(0.5)))
                .put("q3", rounded(week.quantile(0.75)))
                .put("mean", rounded(week.mean()))
                .put("unchangedPercent", Math.round(1000 * week.unchanged()) / 10.0);
        point.ifPresent(known -> json.put("ewma", rounded(known.ewma()))
                .put("limit", rounded(known.limit()))
                .put("outside", known.drifted() || known.closer()));
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /** The series as a page with a chart of each. */
    public String page() {
        return DriftPage.of(toJson());
    }
}
