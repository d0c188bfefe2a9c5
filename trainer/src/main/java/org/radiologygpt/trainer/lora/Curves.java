package org.radiologygpt.trainer.lora;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One or two fields of a log over its steps, as SVG; the second, which few steps have, with a dot for each value. */
final class Curves {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 220;
    private static final int LEFT = 70;
    private static final int BOTTOM = 30;
    private static final int MARGIN = 12;
    /** A point a pixel says all; means of so many steps as share one. */
    private static final int POINTS = WIDTH - LEFT - MARGIN;

    private final List<List<Point>> series;
    private final double firstStep;
    private final double lastStep;
    private final double low;
    private final double high;

    private record Point(double step, double value) {}

    Curves(List<JsonNode> lines, List<String> fields) {
        this.series = fields.stream().map(field -> points(lines, field)).toList();
        DoubleSummaryStatistics values = all().mapToDouble(Point::value).summaryStatistics();
        DoubleSummaryStatistics steps = all().mapToDouble(Point::step).summaryStatistics();
        boolean flat = values.getCount() == 0 || values.getMax() == values.getMin();
        this.low = values.getCount() == 0 ? 0 : values.getMin() - (flat ? 0.5 : 0);
        this.high = values.getCount() == 0 ? 1 : values.getMax() + (flat ? 0.5 : 0);
        this.firstStep = values.getCount() == 0 ? 0 : steps.getMin();
        this.lastStep = values.getCount() == 0 ? 1 : Math.max(steps.getMax(), firstStep + 1);
    }

    private Stream<Point> all() {
        return series.stream().flatMap(List::stream);
    }

    private static List<Point> points(List<JsonNode> lines, String field) {
        List<Point> points = lines.stream()
                .filter(line -> line.path(field).isNumber())
                .map(line ->
                        new Point(line.path("step").asDouble(), line.path(field).asDouble()))
                .toList();
        int together = (points.size() + POINTS - 1) / POINTS;
        return together <= 1
                ? points
                : IntStream.range(0, (points.size() + together - 1) / together)
                        .mapToObj(i -> mean(points.subList(i * together, Math.min(points.size(), (i + 1) * together))))
                        .toList();
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.get(points.size() - 1).step(),
                points.stream().mapToDouble(Point::value).average().orElseThrow());
    }

    String svg() {
        StringBuilder svg = new StringBuilder("<svg width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" role=\"img\">\n");
        for (int tick = 0; tick <= 4; tick++) {
            svg.append(tick(low + (high - low) * tick / 4));
        }
        svg.append(label(LEFT, HEIGHT - 10, "start", number(firstStep)));
        svg.append(label(WIDTH - MARGIN, HEIGHT - 10, "end", "step " + number(lastStep)));
        svg.append(line(series.get(0), "step"));
        if (series.size() > 1) {
            svg.append(line(series.get(1), "heldOut"));
            series.get(1).forEach(point -> svg.append(dot(point)));
        }
        return svg.append("</svg>").toString();
    }

    private String tick(double value) {
        String y = coordinate(y(value));
        return "<line x1=\"" + LEFT + "\" x2=\"" + (WIDTH - MARGIN) + "\" y1=\"" + y + "\" y2=\"" + y
                + "\" stroke=\"#ddd\"/>" + label(LEFT - 6, y(value) + 4, "end", number(value));
    }

    private static String label(double x, double y, String anchor, String text) {
        return "<text x=\"" + coordinate(x) + "\" y=\"" + coordinate(y) + "\" text-anchor=\"" + anchor + "\">" + text
                + "</text>\n";
    }

    private String line(List<Point> points, String kind) {
        String places = points.stream()
                .map(point -> coordinate(x(point)) + "," + coordinate(y(point.value())))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"" + kind + "\" points=\"" + places + "\"/>\n";
    }

    private String dot(Point point) {
        return "<circle r=\"3\" cx=\"" + coordinate(x(point)) + "\" cy=\"" + coordinate(y(point.value())) + "\"/>\n";
    }

    private double x(Point point) {
        return LEFT + (point.step() - firstStep) / (lastStep - firstStep) * POINTS;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - BOTTOM - MARGIN);
    }

    private static String coordinate(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceFirst("(\\.\\d*?)0+$", "$1")
                .replaceFirst("\\.$", "");
    }
}
