package org.radiologygpt.deidscore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page of misses and over-redactions in their sentences, by kind and written form.
 *
 * <p>It prints what stands in the texts, identifiers above all: for synthetic texts alone. Whoever makes one has to say so.
 */
public final class MissPage {
    private static final int CONTEXT = 70;
    private static final String STYLE =
            "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
                    + "color:#1d2433;background:#fff}h1{font-size:1.5rem}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}"
                    + "li{font-family:ui-monospace,monospace;font-size:13px;white-space:pre-wrap;margin:.25rem 0}"
                    + "mark{background:#ffd6d1;color:#7a1206}.lost mark{background:#fff0b8;color:#5c4400}"
                    + "pre{font-size:12.5px;overflow-x:auto;background:#f4f6f9;padding:1rem}"
                    + "@media(prefers-color-scheme:dark){body{color:#e6e9ef;background:#14171d}pre{background:#1d222b}"
                    + "mark{background:#6b1a12;color:#ffe3df}.lost mark{background:#5c4400;color:#fff0b8}}";

    private final int most;
    private final Map<String, List<String>> misses = new TreeMap<>();
    private final Map<String, List<String>> lost = new TreeMap<>();

    /** @param most how many examples of one kind and form are shown */
    private MissPage(int most) {
        this.most = most;
    }

    /**
     * An empty page.
     *
     * @param synthetic that every text added is invented
     * @param most how many examples of one kind and form are shown
     * @throws IllegalArgumentException where the texts are not said to be invented
     */
    public static MissPage of(boolean synthetic, int most) {
        if (!synthetic) {
            throw new IllegalArgumentException("a page of misses shows identifiers: only of synthetic texts");
        }
        return new MissPage(most);
    }

    /** Adds what was missed and lost in one text. */
    public void add(ReportScore score) {
        LabelledReport report = score.report();
        score.leaks()
                .forEach(leak -> add(
                        misses,
                        leak.span().kind() + " " + leak.span().form()
                                + (leak.span().known() ? ", known" : ""),
                        report,
                        leak.span().at()));
        score.wrong().forEach(removal -> add(lost, removal.kind().name(), report, removal.at()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(Map<String, List<String>> groups, String group, LabelledReport report, Stretch at) {
        List<String> examples = groups.computeIfAbsent(group, name -> new ArrayList<>());
        examples.add(examples.size() < most ? inContext(report, at) : "");
    }

    private static String inContext(LabelledReport report, Stretch at) {
        String text = report.text();
        return escaped(text.substring(Math.max(0, at.start() - CONTEXT), at.start()))
                + "<mark>" + escaped(report.at(at)) + "</mark>"
                + escaped(text.substring(at.end(), Math.min(text.length(), at.end() + CONTEXT)));
    }

    /** The page as HTML, with the figures at its end. */
    public String html(DeidScore score) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<title>Misses and over-redactions</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Misses and over-redactions</h1><p>Synthetic texts only.</p>");
        groups(page, "Left in the text", "missed", misses);
        groups(page, "Taken without need", "lost", lost);
        page.append("<h1>Figures</h1><pre>");
        new ScoreTable(score).lines().forEach(line -> page.append(escaped(line)).append('\n'));
        return page.append("</pre></body></html>").toString();
    }

    private void groups(StringBuilder page, String title, String style, Map<String, List<String>> groups) {
        page.append("<section class=\"")
                .append(style)
                .append("\"><h1>")
                .append(title)
                .append("</h1>");
        groups.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(other.getValue().size(), one.getValue().size()))
                .forEach(group -> group(page, group.getKey(), group.getValue()));
        page.append("</section>");
    }

    private void group(StringBuilder page, String name, List<String> examples) {
        page.append("<h2>%s: %,d</h2><ul>".formatted(escaped(name), examples.size()));
        examples.stream()
                .limit(most)
                .forEach(one -> page.append("<li>").append(one).append("</li>"));
        page.append("</ul>");
    }
}
