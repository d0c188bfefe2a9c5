package org.radiologygpt.trainer.drift;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/**
 * The reports of one week.
 *
 * @param distances ascending
 */
record Week(LocalDate monday, double[] distances, double unchanged) {

    static Week of(LocalDate monday, List<Edit> edits) {
        return new Week(
                monday,
                edits.stream().mapToDouble(Edit::distance).sorted().toArray(),
                edits.stream()
                        .mapToInt(edit -> edit.unchanged() ? 1 : 0)
                        .average()
                        .orElse(0));
    }

    String name() {
        return monday.format(DateTimeFormatter.ISO_WEEK_DATE).substring(0, "2026-W09".length());
    }

    int size() {
        return distances.length;
    }

    double mean() {
        return Arrays.stream(distances).average().orElse(0);
    }

    /** Quantile by linear interpolation between ranks (type 7 of Hyndman and Fan). */
    double quantile(double share) {
        double at = share * (distances.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, distances.length - 1);
        return distances[below] + (at - below) * (distances[above] - distances[below]);
    }
}
