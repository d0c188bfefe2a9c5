package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;

class AdmissionReaderTest {
    private static final AdmissionReader READER = new AdmissionReader(SourceProfiles.defaults());

    static Stream<TableRow> rows() {
        return MessageTableTest.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_the_reader_reads_is_admitted_under_its_key(TableRow row) {
        if (OruMessages.outcome(row.bytes()) instanceof ReadOutcome.Read read) {
            assertThat(READER.read(row.bytes()))
                    .isInstanceOfSatisfying(Admission.Report.class, report -> assertThat(report.key())
                            .isEqualTo(read.report().key()));
        }
    }

    @Test
    void key_is_in_the_encoding_of_the_message() {
        String message = OruMessages.oru("OBX|1|TX|1^A||Lungs clear.||||||P")
                .replace("|RIS|NORTH|", "|RIS|MÜNCHEN|")
                .replace("|P|2.5.1", "|P|2.5.1||||||8859/1");
        byte[] bytes = message.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(((Admission.Report) READER.read(bytes)).key()).hasToString("RIS/MÜNCHEN|ACC2026-1");
    }

    @Test
    void merge_of_patients_is_admitted_without_an_accession() {
        String merge = OruMessages.segments(
                OruMessages.MSH.replace("ORU^R01", "ADT^A40^ADT_A39"), OruMessages.PID, "MRG|OLD^^^NORTH^MR");
        assertThat(READER.read(merge.getBytes(UTF_8)))
                .isInstanceOfSatisfying(Admission.Merge.class, found -> assertThat(found.source())
                        .isEqualTo("RIS/NORTH"));
    }

    @ParameterizedTest
    @CsvSource({
        "ADT^A01, UNSUPPORTED_EVENT",
        "ORU^R30, UNSUPPORTED_EVENT",
        "MDM^T99, UNSUPPORTED_EVENT",
        "ORM^O01, UNSUPPORTED_MESSAGE_TYPE",
        "'', UNSUPPORTED_MESSAGE_TYPE",
    })
    void other_types_and_events_are_told_apart(String type, AckReason reason) {
        String message = OruMessages.oru("OBX|1|TX|1^A||Lungs clear.||||||P").replace("ORU^R01", type);
        assertThat(reason(message)).isEqualTo(reason);
    }

    @Test
    void what_has_no_key_is_refused_with_its_reason() {
        String message = OruMessages.oru("OBX|1|TX|1^A||Lungs clear.||||||P");
        assertThat(reason("")).isEqualTo(AckReason.EMPTY_MESSAGE);
        assertThat(reason("PID|1\r")).isEqualTo(AckReason.NO_MSH_SEGMENT);
        assertThat(reason("hello")).isEqualTo(AckReason.NO_MSH_SEGMENT);
        assertThat(reason(message.replace("|ACC2026-1|", "||"))).isEqualTo(AckReason.NO_ACCESSION);
        assertThat(reason(message + message)).isEqualTo(AckReason.MALFORMED_HL7);
    }

    private static AckReason reason(String message) {
        return ((Admission.Refused) READER.read(message.getBytes(UTF_8))).reason();
    }
}
