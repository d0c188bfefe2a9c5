package org.radiologygpt.trainer.rating;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A sheet for a browser ({@code sheet.html}): one file that asks no network, and saves what was rated as JSON. */
final class SheetPage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SheetPage() {}

    static String of(int rater, List<Item> items) {
        return template()
                .replace("{{rater}}", Integer.toString(rater))
                .replace("{{scales}}", scales())
                .replace("{{data}}", data(items))
                .replace("{{items}}", items.stream().map(SheetPage::item).collect(Collectors.joining("\n")));
    }

    private static String scales() {
        return Stream.of(Scale.values())
                .map(scale -> "<li><b>" + scale.words() + "</b>: " + scale.question() + "</li>")
                .collect(Collectors.joining("\n"));
    }

    private static String item(Item item) {
        String rows = Stream.of(Scale.values())
                .map(scale -> scale(item.code(), scale))
                .collect(Collectors.joining());
        return "<section id=\"" + item.code() + "\"><h2>" + item.code() + "</h2><h3>Findings</h3><pre>"
                + Html.escaped(item.findings()) + "</pre><h3>Impression</h3><pre>" + Html.escaped(item.impression())
                + "</pre>" + rows + "<label class=\"comment\">comment <input type=\"text\" name=\"" + item.code()
                + ".comment\"></label></section>";
    }

    private static String scale(String code, Scale scale) {
        String name = code + "." + scale.key();
        return "<fieldset><legend>" + scale.words() + "</legend>"
                + IntStream.rangeClosed(Scale.LOWEST, Scale.HIGHEST)
                        .mapToObj(value -> "<label><input type=\"radio\" name=\"" + name + "\" value=\"" + value + "\">"
                                + value + "</label>")
                        .collect(Collectors.joining())
                + "</fieldset>";
    }

    /** What is saved beside the ratings; no text of it can end the script, or stand for a place of the template. */
    private static String data(List<Item> items) {
        ArrayNode array = JSON.createArrayNode();
        items.forEach(item -> array.addObject()
                .put(SheetCsv.ITEM, item.code())
                .put(SheetCsv.FINDINGS, item.findings())
                .put(SheetCsv.IMPRESSION, item.impression()));
        return array.toString().replace("<", "\\u003c").replace("{{", "\\u007b\\u007b");
    }

    private static String template() {
        try (InputStream in = SheetPage.class.getResourceAsStream("sheet.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
