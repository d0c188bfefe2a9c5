package org.radiologygpt.trainer.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as one HTML page without scripts or links, and without a word of a report. */
final class FiguresPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Expert ratings</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; } td, th { border: 1px solid #bbb; padding: .35rem .6rem; }
            th { text-align: left; background: #f2f2f2; }
            </style></head><body>
            <h1>Expert ratings</h1>
            <p>%d reports, %d raters, %d ratings, from 1 (worst) to 5 (best). In brackets the 95 %% interval (bootstrap over reports).
            These figures describe the reports and raters they come from and nothing else.</p>
            <h2>Means</h2>%s
            <h2>Differences, paired by report</h2>%s
            <h2>Agreement of the raters</h2>%s
            <h2>Rows that do not count</h2><ul>%s</ul>
            </body></html>
            """;

    private FiguresPage() {}

    static String of(ObjectNode figures) {
        return String.format(
                Locale.ROOT,
                PAGE,
                figures.path("reports").asInt(),
                figures.path("raters").asInt(),
                figures.path("ratings").asInt(),
                table(figures.path("sources")),
                table(figures.path("differences")),
                table(figures.path("agreement")),
                items(figures.path("problems")));
    }

    /** One row for each name, one column for each field of the first. */
    private static String table(JsonNode rows) {
        if (rows.isEmpty()) {
            return "<p>none</p>";
        }
        List<String> columns = rows.iterator().next().properties().stream()
                .map(Map.Entry::getKey)
                .toList();
        String head = columns.stream()
                .map(column -> "<th>" + Html.escaped(column.replace('_', ' ')) + "</th>")
                .collect(Collectors.joining());
        return "<table><tr><th></th>" + head + "</tr>"
                + rows.properties().stream().map(row -> row(row, columns)).collect(Collectors.joining("\n"))
                + "</table>";
    }

    private static String row(Map.Entry<String, JsonNode> row, List<String> columns) {
        return "<tr><th>" + Html.escaped(row.getKey()) + "</th>"
                + columns.stream()
                        .map(column -> "<td>" + cell(row.getValue().path(column)) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>";
    }

    private static String cell(JsonNode figure) {
        if (figure.has("mean")) {
            return String.format(
                    Locale.ROOT,
                    "%.2f (%.2f to %.2f)",
                    figure.path("mean").asDouble(),
                    figure.path("low").asDouble(),
                    figure.path("high").asDouble());
        }
        return figure.isNumber() ? figure.asText() : "–";
    }

    private static String items(JsonNode problems) {
        StringBuilder items = new StringBuilder();
        problems.forEach(problem ->
                items.append("<li>").append(Html.escaped(problem.asText())).append("</li>"));
        return items.length() == 0 ? "<li>none</li>" : items.toString();
    }
}
