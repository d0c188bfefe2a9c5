package org.radiologygpt.trainer.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures and the worst answers as one HTML page without scripts or links. */
final class HtmlReport {
    private static final int WORST = 50;
    private static final Comparator<Answered> WORST_FIRST = Comparator.comparing(Answered::sidesRight)
            .thenComparing(Answered::allNamed)
            .thenComparing(answer -> answer.rouge().longest());

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Evaluation of %1$s</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; } td, th { border: 1px solid #bbb; padding: .35rem .6rem; vertical-align: top; }
            th { text-align: left; background: #f2f2f2; } pre { white-space: pre-wrap; margin: 0; font: inherit; }
            .wrong { color: #a00; font-weight: 600; } svg { background: #fafafa; border: 1px solid #ddd; }
            </style></head><body>
            <h1>Evaluation of %1$s</h1>
            <p>Drafts for a radiologist's review. These figures describe the data they were measured on and nothing else.
            The pairs are taken as de-identified: this page shows their texts as they stand.</p>
            <table>%2$s</table>
            <h2>ROUGE-L of all answers</h2>
            %3$s
            <h2>The %4$d worst answers</h2>
            <p>Wrong sides first, then missing findings, then the lowest ROUGE-L.</p>
            <table><tr><th>id</th><th>findings</th><th>reference</th><th>draft</th><th>marks</th></tr>
            %5$s</table>
            </body></html>
            """;

    private final ObjectNode metrics;
    private final List<Answered> answers;

    HtmlReport(ObjectNode metrics, List<Answered> answers) {
        this.metrics = metrics;
        this.answers = answers;
    }

    String html() {
        List<Answered> worst = answers.stream()
                .filter(answer -> !answer.exact())
                .sorted(WORST_FIRST)
                .limit(WORST)
                .toList();
        return String.format(
                Locale.ROOT,
                PAGE,
                escaped(metrics.path("model").asText()),
                figures(metrics, ""),
                histogram(),
                worst.size(),
                worst.stream().map(HtmlReport::row).collect(Collectors.joining("\n")));
    }

    private static String figures(ObjectNode node, String prefix) {
        return node.properties().stream()
                .map(field -> field.getValue() instanceof ObjectNode inner
                        ? figures(inner, prefix + field.getKey() + ".")
                        : "<tr><th>" + escaped(prefix + field.getKey()) + "</th><td>"
                                + escaped(field.getValue().asText()) + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }

    /** Ten bars of answers by ROUGE-L. */
    private String histogram() {
        int[] counts = new int[10];
        answers.forEach(answer -> counts[Math.min(9, (int) (answer.rouge().longest() * 10))]++);
        StringBuilder bars = new StringBuilder("<svg width=\"520\" height=\"170\" role=\"img\">");
        for (int i = 0; i < counts.length; i++) {
            long height = Math.round(120.0 * counts[i] / Math.max(1, answers.size()));
            bars.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"40\" height=\"%d\" fill=\"#47a\"/>"
                            + "<text x=\"%d\" y=\"160\" font-size=\"11\">%.1f</text>"
                            + "<text x=\"%d\" y=\"%d\" font-size=\"11\">%d</text>",
                    10 + 50 * i,
                    145 - height,
                    height,
                    15 + 50 * i,
                    i / 10.0,
                    15 + 50 * i,
                    140 - height,
                    counts[i]));
        }
        return bars.append("</svg>").toString();
    }

    private static String row(Answered answer) {
        return "<tr><td>" + escaped(answer.question().pair().id()) + "</td>"
                + cell(answer.question().pair().findings())
                + cell(answer.question().pair().impression())
                + cell(answer.text())
                + "<td>" + marks(answer) + "</td></tr>";
    }

    private static String marks(Answered answer) {
        String rouge = String.format(Locale.ROOT, "ROUGE-L %.2f", answer.rouge().longest());
        return (answer.sidesRight() ? "" : "<span class=\"wrong\">side</span><br>")
                + (answer.allNamed() ? "" : "<span class=\"wrong\">missing finding</span><br>")
                + (answer.cut() ? "<span class=\"wrong\">cut</span><br>" : "")
                + rouge;
    }

    private static String cell(String text) {
        return "<td><pre>" + escaped(text) + "</pre></td>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
