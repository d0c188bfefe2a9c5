package org.radiologygpt.deidscore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

class LabelledLinesTest {
    @Test
    void what_is_written_is_read_back() {
        LabelledReport report = new LabelledReport(
                "r-1",
                "Anna Sample, May 3. Baker cyst. 2019",
                List.of(
                        new KnownIdentifier.Name(new PersonName("Sample", "Anna", "B", "Dr", "MD")),
                        new KnownIdentifier.Number("0042"),
                        new KnownIdentifier.Date(LocalDate.of(2024, 5, 3)),
                        new KnownIdentifier.Words("12 Elm")),
                List.of(new LabelledSpan(new Stretch(0, 11), PhiKind.NAME, "given_family", true)),
                List.of(new ClinicalTerm(new Stretch(20, 30), "Baker cyst")),
                List.of(new Stretch(32, 36)));
        assertThat(LabelledLines.read(LabelledLines.write(report), 1)).isEqualTo(report);
    }

    @Test
    void a_line_needs_only_text_and_spans() {
        LabelledReport report =
                LabelledLines.read("{\"text\":\"Anna\",\"spans\":[{\"start\":0,\"end\":4,\"kind\":\"NAME\"}]}", 7);
        assertThat(report.id()).isEqualTo("line-7");
        assertThat(report.spans()).containsExactly(new LabelledSpan(new Stretch(0, 4), PhiKind.NAME, "", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no json Secretname|line 3 is no JSON object
            {"id":"Secretname"}|line 3: no "text"
            {"text":"Secretname","spans":[{"start":0,"end":40,"kind":"NAME"}]}|line 3: a label ends at 40, the text at 10
            {"text":"Secretname","spans":[{"start":4,"end":4,"kind":"NAME"}]}|line 3: a stretch needs 0 <= start < end, not 4 and 4
            {"text":"Secretname","spans":[{"start":0,"end":4,"kind":"Secretname"}]}|line 3: "kind" must be one of
            {"text":"Secretname","known":[{"type":"Secretname"}]}|line 3: "type" must be one of
            {"text":"Secretname","known":[{"type":"date","value":"Secretname"}]}|line 3: "value" of a known date must be
            {"text":"Secretname","spans":[{"start":0,"end":4,"kind":"NAME"},{"start":2,"end":6,"kind":"NAME"}]}|line 3: spans overlap at 2
            """)
    void a_wrong_line_is_named_with_its_field_and_never_with_its_content(String line, String message) {
        assertThatThrownBy(() -> LabelledLines.read(line, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .message()
                .doesNotContain("Secretname");
    }
}
