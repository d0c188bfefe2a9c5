package org.radiologygpt.draft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;

class PatientMarksTest {
    private static RadiologyReport report(String accession, String identifier) {
        String message = "MSH|^~\\&|RIS|NORTH|||20260301120000||ORU^R01|M1|P|2.5.1\rPID|1||" + identifier
                + "||Good^Greta\rOBR|1||" + accession + "|CXR|||||||||||||||||||||P\rOBX|1|TX|F||Clear.||||||P\r";
        ReadOutcome outcome = new OruReader(SourceProfiles.defaults()).read(message.getBytes(UTF_8));
        return ((ReadOutcome.Read) outcome).report();
    }

    @ParameterizedTest
    @CsvSource({
        "Q1^^^NORTH^MR, NORTH, Q1, true",
        "Q1^^^NORTH^MR, '', Q1, true",
        "Q1, NORTH, Q1, true",
        "Q1, '', Q1, true",
        "Q1^^^NORTH^MR, SOUTH, Q1, false",
        "Q1^^^NORTH^MR, NORTH, Q2, false",
        "Q1~Q2^^^SOUTH, SOUTH, Q2, true",
    })
    void patient_is_found_by_number_and_by_its_authority_where_both_sides_name_one(
            String pid3, String authority, String value, boolean found) {
        RadiologyReport report = report("F1", pid3);
        assertThat(PatientMarks.name(PatientMarks.of(report), report.key(), new Identifier(authority, value, "MR")))
                .isEqualTo(found);
    }

    @Test
    void marks_hold_no_number_and_those_of_two_reports_are_not_alike() {
        List<String> marks = PatientMarks.of(report("F1", "Q1^^^NORTH^MR"));
        assertThat(marks).hasSize(2).allMatch(mark -> mark.matches("[0-9a-f]{32}"));
        assertThat(marks).doesNotContainAnyElementsOf(PatientMarks.of(report("F2", "Q1^^^NORTH^MR")));
    }
}
