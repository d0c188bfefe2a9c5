package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XhtmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Normal.",
                "Nodule < 4 mm & > 2 mm, \"stable\", patient's left",
                "1. One\n2. Two\n\nEnd\n",
                "Größe 3 × 4 µm — 5 °C \uD83E\uDEC1",
                "a\u0001b\u0000c\uFFFEd",
                " indented  text "
            })
    void built_paragraph_is_what_parsing_its_markup_gives(String text) {
        XhtmlNode parsed = new XhtmlNode();
        parsed.setValueAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>"
                + Xhtml.escaped(text).replace("\n", "<br/>") + "</p></div>");
        assertThat(Xhtml.paragraph(text).getValueAsString()).isEqualTo(parsed.getValueAsString());
    }
}
