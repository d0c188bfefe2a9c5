package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.hl7v2.OruMessages.oru;
import static org.radiologygpt.hl7v2.OruMessages.read;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.report.ReportStatus;

class StatusTest {
    private static final String TABLE_0123 =
            "O registered, S registered, I registered, N registered, A partial, R partial, P preliminary, M preliminary, "
                    + "F final, C corrected, X cancelled";

    @Test
    void table_0123_is_as_the_domain_states_it() {
        assertThat(String.join(
                        ", ",
                        Arrays.stream(ResultStatus.values())
                                .map(row -> row.name() + " " + row.status().code())
                                .toList()))
                .isEqualTo(TABLE_0123);
    }

    @ParameterizedTest
    @CsvSource({
        "O, REGISTERED", "S, REGISTERED", "I, REGISTERED", "N, REGISTERED", "A, PARTIAL", "R, PARTIAL",
                "P, PRELIMINARY",
        "M, PRELIMINARY", "F, FINAL", "C, CORRECTED", "X, CANCELLED", "f, FINAL", "Final, FINAL", "Prelim, PRELIMINARY",
        "Preliminary, PRELIMINARY", "Wet Read, PRELIMINARY", "WET_READ, PRELIMINARY", "Corrected, CORRECTED",
    })
    void obr_25_gives_the_status(String code, ReportStatus status) {
        RadiologyReportStatus read = status(code, "F");
        assertThat(read.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "F, FINAL, true", "P, PRELIMINARY, true", "C, CORRECTED, true", "A, AMENDED, true",
                "W, ENTERED_IN_ERROR, false",
        "D, ENTERED_IN_ERROR, false", "X, CANCELLED, false", "R, PRELIMINARY, true", "U, FINAL, true",
                "B, APPENDED, true",
        "V, FINAL, true", "S, PRELIMINARY, true", "N, REGISTERED, true", "I, REGISTERED, true", "O, REGISTERED, true",
        "Final, FINAL, true", "Prelim, PRELIMINARY, true", "Wet Read, PRELIMINARY, true",
                "Deleted, ENTERED_IN_ERROR, false",
    })
    void obx_11_gives_the_status_of_a_line(String code, ReportStatus status, boolean stands) {
        LineStatus line = LineStatus.of(code).orElseThrow();
        assertThat(line.status()).isEqualTo(status);
        assertThat(line.stands()).isEqualTo(stands);
    }

    @Test
    void every_word_names_one_row() {
        assertThat(Arrays.stream(ResultStatus.values()).flatMap(row -> row.words().stream()))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(LineStatus.values()).flatMap(row -> row.words().stream()))
                .doesNotHaveDuplicates();
        for (ResultStatus row : ResultStatus.values()) {
            assertThat(row.words())
                    .allSatisfy(word -> assertThat(ResultStatus.of(word)).hasValue(row));
        }
        for (LineStatus row : LineStatus.values()) {
            assertThat(row.words())
                    .allSatisfy(word -> assertThat(LineStatus.of(word)).hasValue(row));
        }
    }

    @Test
    void the_least_final_line_rules_where_obr_25_is_empty() {
        RadiologyReportStatus read = status("", "F", "P", "F");
        assertThat(read.status()).isEqualTo(ReportStatus.PRELIMINARY);
        assertThat(read.warnings()).contains("status_from_lines");
    }

    @Test
    void a_deleted_line_says_nothing_of_the_report() {
        assertThat(status("", "D", "P").status()).isEqualTo(ReportStatus.PRELIMINARY);
    }

    @Test
    void a_line_less_final_than_the_report_is_a_warning() {
        RadiologyReportStatus read = status("F", "F", "P");
        assertThat(read.status()).isEqualTo(ReportStatus.FINAL);
        assertThat(read.warnings()).contains("line_less_final");
    }

    @Test
    void a_report_without_status_and_text_is_registered() {
        String message = oru().replace("RAD|P", "RAD|");
        assertThat(read(message).status()).isEqualTo(ReportStatus.REGISTERED);
        assertThat(read(message).warnings()).contains("no_text", "status_absent");
    }

    @Test
    void every_word_of_a_document_status_names_one_row() {
        for (DocumentStatus row : DocumentStatus.values()) {
            assertThat(row.words())
                    .allSatisfy(word -> assertThat(DocumentStatus.of(word)).hasValue(row));
        }
        assertThat(Arrays.stream(DocumentStatus.values()).flatMap(row -> row.words().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_data_type_has_one_row() {
        assertThat(Arrays.stream(DataType.values()).flatMap(row -> row.codes().stream()))
                .doesNotHaveDuplicates()
                .contains("TX", "FT", "ST", "CWE", "CE", "CF", "ED", "RP", "NM", "SN", "DT", "TM", "TS", "");
        assertThat(DataType.of("tx")).hasValue(DataType.TEXT);
        assertThat(DataType.of("QQ")).isEmpty();
    }

    private record RadiologyReportStatus(ReportStatus status, java.util.List<String> warnings) {}

    private static RadiologyReportStatus status(String obr25, String... lines) {
        String[] obx = new String[lines.length];
        for (int i = 0; i < lines.length; i++) {
            obx[i] = "OBX|" + (i + 1) + "|TX|R||Line.||||||" + lines[i];
        }
        var report = read(oru(obx).replace("RAD|P", "RAD|" + obr25));
        return new RadiologyReportStatus(report.status(), report.warnings());
    }
}
