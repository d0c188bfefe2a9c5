package org.radiologygpt.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Generated documents with planted words: each word comes out once, in order, and no hidden one does. */
class NoWordIsLostTest {
    private static final Pattern PLANTED = Pattern.compile("word\\d+x");

    /** A document under construction: markup, and the words a reader must see. */
    private static final class Document {
        private final StringBuilder markup = new StringBuilder();
        private final List<String> words = new ArrayList<>();

        String word() {
            String word = "word" + words.size() + "x";
            words.add(word);
            return word;
        }
    }

    private enum RtfPiece {
        PLAIN((d, inner) -> d.word() + " " + inner),
        PARAGRAPH((d, inner) -> d.word() + "\\par\r\n" + inner),
        GROUP((d, inner) -> "{\\b " + d.word() + " " + inner + "}"),
        HIDDEN((d, inner) -> "{\\v secret}" + d.word() + "\\v secret\\v0 " + inner),
        ROW((d, inner) -> "\\trowd\\intbl " + d.word() + "\\cell " + d.word() + "\\cell\\row " + inner),
        UNICODE((d, inner) -> d.word() + "\\uc1\\u8805\\'3e " + inner),
        HEXADECIMAL((d, inner) -> "\\'fc\\'df " + d.word() + " " + inner),
        FONT((d, inner) -> "{\\f1\\'cf\\'f0 " + d.word() + "}" + inner),
        HEADER((d, inner) -> "{\\header secret\\par}" + d.word() + " " + inner),
        BINARY((d, inner) -> "{\\pict\\bin3 }{\\" + "}" + d.word() + " " + inner),
        FIELD((d, inner) -> "{\\field{\\*\\fldinst secret}{\\fldrslt " + d.word() + "}} " + inner),
        STARRED((d, inner) -> "{\\*\\vendor{secret}secret}" + d.word() + " " + inner),
        BOX((d, inner) ->
                "{\\shp{\\*\\shpinst{\\sp{\\sn secret}{\\sv secret}}{\\shptxt " + d.word() + "\\par}}}" + inner),
        LIST((d, inner) -> "{\\listtext 1.\\tab}" + d.word() + "\\par " + inner);

        final BiFunction<Document, String, String> write;

        RtfPiece(BiFunction<Document, String, String> write) {
            this.write = write;
        }
    }

    private enum HtmlPiece {
        PLAIN("%s "),
        PARAGRAPH("<p>%s</p>"),
        UNCLOSED("<p>%s<b>"),
        ITEM("<ul><li>%s</ul>"),
        NUMBERED("<ol start=4><li>%s<li>%s</ol>"),
        ROW("<table><tr><td>%s</td><td><p>%s</p></td></tr></table>"),
        STRAY_CELL("<td>%s</td>"),
        IN_TABLE("<table>%s<tr>%s</tr></table>"),
        PRE("<pre>\n  %s\n%s</pre>"),
        HEADING("<h3>%s</h3>"),
        SCRIPT("<script>secret</script>%s "),
        HIDDEN("<div style='display:none'>secret<p>secret</p></div>%s "),
        COMMENT("<!-- secret -->%s "),
        ENTITY("&nbsp;%s&lt;"),
        BREAK("%s<br>%s<br/>"),
        BROKEN("</div></p>%s</table> ");

        final String form;

        HtmlPiece(String form) {
            this.form = form;
        }
    }

    @Provide
    Arbitrary<List<RtfPiece>> rtfPieces() {
        return Arbitraries.of(RtfPiece.class).list().ofMinSize(1).ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<HtmlPiece>> htmlPieces() {
        return Arbitraries.of(HtmlPiece.class).list().ofMinSize(1).ofMaxSize(30);
    }

    @Property(tries = 500)
    void every_planted_word_of_rtf_comes_out_in_order(
            @ForAll("rtfPieces") List<RtfPiece> pieces, @ForAll boolean bytes) {
        Document document = new Document();
        document.markup.append("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Cyr;}}");
        pieces.forEach(piece -> document.markup.append(piece.write.apply(document, "")));
        String rtf = document.markup + "}";
        String text = bytes ? MarkupText.fromRtf(rtf.getBytes(StandardCharsets.US_ASCII)) : MarkupText.fromRtf(rtf);
        assertThat(planted(text)).isEqualTo(document.words);
        assertThat(text).doesNotContain("secret");
    }

    @Property(tries = 500)
    void every_planted_word_of_html_comes_out(@ForAll("htmlPieces") List<HtmlPiece> pieces) {
        Document document = new Document();
        for (HtmlPiece piece : pieces) {
            String form = piece.form;
            while (form.contains("%s")) {
                form = form.replaceFirst("%s", document.word());
            }
            document.markup.append(form);
        }
        String text = MarkupText.fromHtml(document.markup.toString());
        // A browser moves text that stands in a table but in no cell before the table: every word, though not the order
        if (pieces.contains(HtmlPiece.IN_TABLE)) {
            assertThat(planted(text)).containsExactlyInAnyOrderElementsOf(document.words);
        } else {
            assertThat(planted(text)).isEqualTo(document.words);
        }
        assertThat(text).doesNotContain("secret");
    }

    @Property(tries = 500)
    void escaped_text_of_any_characters_comes_back_from_html(@ForAll("lines") String line) {
        String escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        assertThat(MarkupText.fromHtml("<div>" + escaped + "</div>").replaceAll("\\s", ""))
                .isEqualTo(line.replaceAll("\\s", ""));
    }

    @Property(tries = 500)
    void escaped_text_of_any_characters_comes_back_from_rtf(@ForAll("lines") String line) {
        StringBuilder escaped = new StringBuilder("{\\rtf1\\uc1 ");
        line.chars()
                .forEach(unit -> escaped.append(
                        unit < 0x80 && Character.isLetterOrDigit(unit)
                                ? String.valueOf((char) unit)
                                : "\\u" + (short) unit + "?"));
        assertThat(MarkupText.fromRtf(escaped.append('}').toString()).replaceAll("\\s", ""))
                .isEqualTo(line.replaceAll("\\s", ""));
    }

    @Property(tries = 300)
    void escaped_bytes_of_any_code_page_come_back_from_rtf(@ForAll("pages") int page, @ForAll("lines") String line) {
        Charset charset = Charset.forName("windows-" + page);
        String known = new String(line.getBytes(charset), charset);
        StringBuilder escaped = new StringBuilder("{\\rtf1\\ansi\\ansicpg" + page + " ");
        for (byte value : known.getBytes(charset)) {
            escaped.append(String.format("\\'%02x", value & 0xff));
        }
        assertThat(MarkupText.fromRtf(escaped.append('}').toString()).replaceAll("\\s", ""))
                .isEqualTo(known.replaceAll("\\s", ""));
    }

    @Property(tries = 500)
    void any_text_at_all_ends_in_text_or_in_a_typed_refusal(@ForAll String text) {
        assertThat(MarkupText.fromHtml(text)).isNotNull();
        assertThat(MarkupText.fromRtf("{\\rtf1 " + text)).isNotNull();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00c0', '\u017f')
                .withCharRange('\u0391', '\u03c9')
                .withCharRange('\u0410', '\u044f')
                .withCharRange('\u2264', '\u2265')
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<Integer> pages() {
        return Arbitraries.of(1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257);
    }

    private static List<String> planted(String text) {
        return PLANTED.matcher(text).results().map(MatchResult::group).toList();
    }
}
