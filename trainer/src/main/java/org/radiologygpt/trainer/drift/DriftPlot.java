package org.radiologygpt.trainer.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The chart of one series as SVG: distance 0 to 1 upward, weeks to the right. */
final class DriftPlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 240;
    private static final int LEFT = 40;
    private static final int BOTTOM = 24;
    private static final int TOP = 8;

    private final List<JsonNode> weeks = new ArrayList<>();
    private final double reference;

    private DriftPlot(JsonNode series) {
        series.path("weeks").forEach(weeks::add);
        reference = series.path("referenceMean").asDouble();
    }

    /** With two weeks or more. */
    static String of(JsonNode series) {
        return new DriftPlot(series).svg();
    }

    private String svg() {
        List<JsonNode> charted = weeks.stream().filter(week -> week.has("ewma")).toList();
        List<JsonNode> back = new ArrayList<>(weeks);
        Collections.reverse(back);
        return String.format(
                        Locale.ROOT,
                        "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"distance by week\">",
                        WIDTH,
                        HEIGHT)
                + axes()
                + "<polygon fill=\"#cde\" points=\""
                + points(weeks, week -> week.path("q3").asDouble()) + " "
                + points(back, week -> week.path("q1").asDouble()) + "\"/>"
                + line("#27c", "", weeks, week -> week.path("median").asDouble())
                + line(
                        "#111",
                        "",
                        charted,
                        week -> reference + week.path("ewma").asDouble())
                + line(
                        "#a00",
                        "5 4",
                        charted,
                        week -> reference + week.path("limit").asDouble())
                + line(
                        "#a00",
                        "5 4",
                        charted,
                        week -> reference - week.path("limit").asDouble())
                + "</svg>";
    }

    private String axes() {
        StringBuilder axes = new StringBuilder();
        for (double value : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            axes.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>"
                            + "<text x=\"4\" y=\"%.1f\" font-size=\"11\">%.2f</text>",
                    LEFT,
                    WIDTH,
                    y(value),
                    y(value),
                    y(value) + 4,
                    value));
        }
        int every = 1 + (weeks.size() - 1) / 10;
        for (int i = 0; i < weeks.size(); i += every) {
            axes.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" font-size=\"10\">%s</text>",
                    x(weeks.get(i)) - 20,
                    HEIGHT - 6,
                    weeks.get(i).path("week").asText()));
        }
        return axes.toString();
    }

    private String line(String colour, String dashes, List<JsonNode> some, ToDoubleFunction<JsonNode> value) {
        return "<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-dasharray=\"" + dashes + "\" points=\""
                + points(some, value) + "\"/>";
    }

    private String points(List<JsonNode> some, ToDoubleFunction<JsonNode> value) {
        return some.stream()
                .map(week -> String.format(Locale.ROOT, "%.1f,%.1f", x(week), y(value.applyAsDouble(week))))
                .collect(Collectors.joining(" "));
    }

    private double x(JsonNode week) {
        return LEFT + 20 + (WIDTH - LEFT - 60.0) * weeks.indexOf(week) / (weeks.size() - 1);
    }

    private static double y(double distance) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.max(0, Math.min(1, distance)));
    }
}
