package org.radiologygpt.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtfTextTest {
    private static String read(String body) {
        return MarkupText.fromRtf("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}"
                + "{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset128 MS Gothic;}}"
                + body + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FINDINGS:\\par Clear.\\par\\par IMPRESSION:\\line Normal. | FINDINGS:/Clear.//IMPRESSION:/Normal.",
                "\\b Bold\\b0  and \\i italic\\i0 . | Bold and italic.",
                "M\\'fcller | Müller",
                "\\f1\\'cf\\'f0\\f0  end | Пр end",
                "\\f3\\'93\\'fa\\'96\\'7b | 日本",
                "\\f3\\'83e\\'83X\\'83g | テスト",
                "5 \\f2 m\\f0 m \\f2\\'a3\\f0  6 | 5 μm ≤ 6",
                "\\uc1 5 \\u956?m | 5 μm",
                "\\uc2 \\u8805\\'3e\\'3d 3 cm | ≥ 3 cm",
                "\\uc0 \\u8805 3 cm | ≥3 cm",
                "\\u-10179?\\u-8704? | 😀",
                "a\\tab b\\~c\\_d\\-e | a\tb c-de",
                "1 \\emdash  2 \\endash  3 \\ldblquote x\\rdblquote  it\\rquote s | 1 — 2 – 3 “x” it’s",
                "\\{ \\} \\\\ | { } \\",
                "seen {\\v hidden} again \\v gone\\v0 back | seen  again back",
                "\\trowd\\intbl Liver\\cell Normal\\cell\\row\\trowd\\intbl Spleen\\cell 12 cm\\cell\\row\\pard After"
                        + " | Liver\tNormal/Spleen\t12 cm/After",
                "{\\listtext 1.\\tab}First\\par{\\pntext 2.\\tab}Second | 1.\tFirst/2.\tSecond",
                "{\\header Page head}{\\footer Page 1}{\\info{\\author Someone}{\\title T}}Body | Body",
                "{\\*\\generator Engine 1.0;}{\\*\\unknown text}Body | Body",
                "{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt link text}} on | link text on",
                "{\\pict\\pngblip 89504e470d0a}seen | seen",
                "{\\*\\bkmkstart a}x{\\*\\bkmkend a}y | xy",
                "a{\\pict\\bin5 {{{}}}b | ab",
                "{\\upr{plain}{\\*\\ud{rich \\u956?}}} end | rich μ end",
                "{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn name}{\\sv value}}{\\shptxt Box text\\par}}}after | Box text/after",
                "\\b1 x\\b-1 y | xy",
                "old {\\deleted gone}new | old new",
            })
    void markup_becomes_the_lines_a_reader_sees(String body, String lines) {
        assertThat(read(body)).isEqualTo(lines.replace('/', '\n').strip());
    }

    @Test
    void an_escaped_line_end_ends_the_line() {
        assertThat(read("a\\\nb")).isEqualTo("a\nb");
    }

    @Test
    void line_ends_of_the_source_are_no_text() {
        assertThat(read("Lungs are\r\n clear.\r\n\\par\r\nHeart.")).isEqualTo("Lungs are clear.\nHeart.");
    }

    @Test
    void bytes_beyond_ascii_are_read_in_the_documents_code_page() {
        byte[] bytes =
                "{\\rtf1\\ansi\\ansicpg1250 \u017elu\u010d}".getBytes(java.nio.charset.Charset.forName("windows-1250"));
        assertThat(MarkupText.fromRtf(bytes)).isEqualTo("\u017elu\u010d");
    }

    @Test
    void characters_beyond_ascii_stand_for_themselves_when_the_caller_has_decoded_them() {
        assertThat(MarkupText.fromRtf("{\\rtf1\\ansi\\ansicpg1250 \u00fc \u4e2d}"))
                .isEqualTo("\u00fc \u4e2d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\\rtf1 kept", "{\\rtf1 kept}}}}", "{\\rtf1 {{{kept", "{\\rtf1 kept\\", "{\\rtf1 kept\\'"})
    void braces_too_few_or_too_many_lose_no_text(String rtf) {
        assertThat(MarkupText.fromRtf(rtf)).isEqualTo("kept");
    }

    @Test
    void text_after_the_documents_end_is_kept() {
        assertThat(MarkupText.fromRtf("{\\rtf1 one\\par}{\\rtf1 two}")).isEqualTo("one\ntwo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "{rtf1 x}", "<html/>", "{\\rt"})
    void what_is_no_rtf_is_refused_without_its_words(String text) {
        assertThatThrownBy(() -> MarkupText.fromRtf(text))
                .isInstanceOf(MarkupException.class)
                .hasMessage("the text does not begin as RTF does");
    }

    @Test
    void ten_thousand_nested_groups_are_read() {
        assertThat(MarkupText.fromRtf("{\\rtf1 " + "{".repeat(10_000) + "deep" + "}".repeat(10_000) + " out}"))
                .isEqualTo("deep out");
    }

    @Test
    void groups_nested_without_end_are_refused() {
        assertThatThrownBy(() -> MarkupText.fromRtf("{\\rtf1 " + "{".repeat(1_000_000)))
                .isInstanceOf(MarkupException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\u-99999999999?", "\\bin99999999999 x", "\\uc-5 \\u65?", "\\ansicpg99999 x", "\\f-1 x", "\\'zz"
            })
    void senseless_numbers_are_no_error(String body) {
        assertThat(read(body)).isNotNull();
    }

    @Test
    void a_long_document_is_read_in_time_linear_to_its_length() {
        String unit = "{\\f1\\'cf}{\\upr{a}{\\*\\ud b}}\\u956?\\par word {\\*\\x y}";
        byte[] rtf = ("{\\rtf1 " + unit.repeat(100_000) + "}").getBytes(StandardCharsets.ISO_8859_1);
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> MarkupText.fromRtf(rtf));
    }
}
