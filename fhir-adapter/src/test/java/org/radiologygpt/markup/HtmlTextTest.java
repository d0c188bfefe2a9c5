package org.radiologygpt.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>FINDINGS:</p><p>Clear.</p> | FINDINGS://Clear.",
                "<div>FINDINGS:<br>Clear.<br/><br/>IMPRESSION: Normal.</div> | FINDINGS:/Clear.//IMPRESSION: Normal.",
                "<h2>FINDINGS</h2>Clear.<h2>IMPRESSION</h2>Normal. | FINDINGS//Clear.//IMPRESSION//Normal.",
                "<ol><li>One<li>Two<ul><li>a<li>b</ul></ol> | 1. One/2. Two/  - a/  - b",
                "<ol start=3><li>x</li><li value=7>y</li><li>z</li></ol> | 3. x/7. y/8. z",
                "<ol type=A><li>x</li><li>y</li></ol> | A. x/B. y",
                "<ol><li></li><li>two</li></ol> | 1./2. two",
                "<table><tr><th>Organ</th><th>Size</th></tr><tr><td><p>Liver</p></td><td><div>15 cm</div></td></tr></table>"
                        + " | Organ\tSize/Liver\t15 cm",
                "<table><tr><td>a</td><td></td><td>c</td></tr></table>after | a\t\tc/after",
                "a&nbsp;b &lt;2 mm &amp; &gt;1 &mu;m &#176; | a b <2 mm & >1 μm °",
                "<script>var x = 1;</script><style>p{}</style>seen<!-- not --> | seen",
                "<p style='display: none'>gone</p><p hidden>gone</p><span style=\"visibility:hidden\">gone</span>seen | seen",
                "<head><title>t</title></head><body>seen</body> | seen",
                "no markup at all | no markup at all",
                "<b>Bold</b>face and <i>it</i>alic | Boldface and italic",
                "<p>broken <b>markup <p>still read | broken markup//still read",
                "size < 5 mm and > 3 mm | size < 5 mm and > 3 mm",
                "x <noscript>kept</noscript> | x kept",
                "<textarea>kept</textarea> | kept",
            })
    void a_page_becomes_the_lines_a_reader_sees(String html, String lines) {
        assertThat(MarkupText.fromHtml(html)).isEqualTo(lines.replace('/', '\n'));
    }

    @Test
    void preformatted_text_keeps_its_lines_and_columns() {
        assertThat(MarkupText.fromHtml("<pre>\nFINDINGS:\n  Liver   normal\n\nIMPRESSION:\r\n  None</pre>"))
                .isEqualTo("FINDINGS:\n  Liver   normal\n\nIMPRESSION:\n  None");
    }

    @Test
    void a_style_that_preserves_blanks_does_so() {
        assertThat(MarkupText.fromHtml("<div style='white-space: pre-wrap'>A\nB</div>"))
                .isEqualTo("A\nB");
    }

    @Test
    void line_ends_of_the_source_are_blanks() {
        assertThat(MarkupText.fromHtml("<p>Lungs are\r\n   clear.</p>")).isEqualTo("Lungs are clear.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<b>", "<table><tr><td>", "<ul><li>", "<b><p>", "<a><div>", "<font><table>"})
    void markup_nested_deep_is_read_in_bounded_time(String open) {
        String html = open.repeat(10_000) + "word";
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> assertThat(MarkupText.fromHtml(html))
                .endsWith("word"));
    }

    @Test
    void nothing_outside_the_page_is_resolved() {
        assertThat(MarkupText.fromHtml("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><p>a &e; b</p>"))
                .contains("a &e; b");
    }
}
