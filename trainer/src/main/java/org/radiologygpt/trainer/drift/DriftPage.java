package org.radiologygpt.trainer.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The watch as one HTML page without scripts or links. */
final class DriftPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Drafts and signed reports by week</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; } td, th { border: 1px solid #bbb; padding: .25rem .5rem; text-align: right; }
            th { background: #f2f2f2; } .drift, .outside { color: #a00; font-weight: 600; }
            svg { background: #fafafa; border: 1px solid #ddd; margin: .5rem 0; }
            </style></head><body>
            <h1>Drafts and signed reports by week</h1>
            <p>Distance: words changed from draft to signed impression over the longer text's words, 0 to 1. Blue: median, in the band of the
            quartiles. Black: weighted mean (EWMA) of the weeks after the reference; dashed: the limits beyond which it drifts.</p>
            %s
            </body></html>
            """;
    private static final String HEAD = "<tr><th>week</th><th>reports</th><th>first quartile</th><th>median</th>"
            + "<th>third quartile</th><th>mean</th><th>unchanged, %</th><th>EWMA - reference</th><th>limit</th></tr>";

    private DriftPage() {}

    static String of(ObjectNode watch) {
        return String.format(
                Locale.ROOT,
                PAGE,
                StreamSupport.stream(watch.path("series").spliterator(), false)
                        .map(DriftPage::series)
                        .collect(Collectors.joining("\n")));
    }

    private static String series(JsonNode one) {
        String adapter = one.path("adapter").asText();
        String verdict = one.path("verdict").asText();
        StringBuilder html = new StringBuilder("<h2>")
                .append(escaped(one.path("site").asText() + ", "
                        + one.path("model").asText() + (adapter.isEmpty() ? ", no adapter" : ", adapter " + adapter)))
                .append("</h2><p class=\"")
                .append(verdict)
                .append("\">")
                .append(verdict.replace('_', ' '))
                .append(one.has("since") ? " since " + one.path("since").asText() : "")
                .append(one.path("current").asBoolean() ? "" : " (no longer current)")
                .append("</p>");
        if (one.path("weeks").size() > 1) {
            html.append(DriftPlot.of(one));
        }
        html.append("<table>").append(HEAD);
        one.path("weeks").forEach(week -> html.append(row(week)));
        return html.append("</table>").toString();
    }

    private static String row(JsonNode week) {
        StringBuilder row = new StringBuilder(week.path("outside").asBoolean() ? "<tr class=\"outside\">" : "<tr>");
        for (String field :
                new String[] {"week", "n", "q1", "median", "q3", "mean", "unchangedPercent", "ewma", "limit"}) {
            row.append("<td>").append(week.path(field).asText("")).append("</td>");
        }
        return row.append("</tr>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
