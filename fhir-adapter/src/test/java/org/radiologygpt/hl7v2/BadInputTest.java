package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.hl7v2.OruMessages.MSH;
import static org.radiologygpt.hl7v2.OruMessages.OBR;
import static org.radiologygpt.hl7v2.OruMessages.PID;
import static org.radiologygpt.hl7v2.OruMessages.oru;
import static org.radiologygpt.hl7v2.OruMessages.outcome;
import static org.radiologygpt.hl7v2.OruMessages.rejected;
import static org.radiologygpt.hl7v2.OruMessages.segments;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;

/** Bad input has a typed reason, throws nothing, and no reason repeats content. */
class BadInputTest {
    private static final String WHOLE = oru("OBX|1|TX|R||FINDINGS: Secretword clear.||||||P");

    record Bad(RejectReason reason, String name, byte[] message) {
        Bad(RejectReason reason, String name, String message) {
            this(reason, name, message.getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Bad> BAD = List.of(
            new Bad(RejectReason.EMPTY_MESSAGE, "empty", ""),
            new Bad(RejectReason.EMPTY_MESSAGE, "blank", " \r\n\t\r\n"),
            new Bad(RejectReason.EMPTY_MESSAGE, "empty MLLP block", "\u000b\u001c\r"),
            new Bad(RejectReason.NO_MSH_SEGMENT, "text", "Secretword file"),
            new Bad(RejectReason.NO_MSH_SEGMENT, "JSON", "{\"resourceType\":\"Patient\",\"name\":\"Secretword\"}"),
            new Bad(RejectReason.NO_MSH_SEGMENT, "no MSH", segments(PID, OBR, "OBX|1|TX|R||Secretword||||||P")),
            new Bad(RejectReason.WRONG_ENCODING, "XML", "<?xml version=\"1.0\"?><ORU_R01>Secretword</ORU_R01>"),
            new Bad(RejectReason.WRONG_ENCODING, "EBCDIC", WHOLE.getBytes(Charset.forName("IBM037"))),
            new Bad(RejectReason.NOT_TEXT, "binary", new byte[] {1, 2, 3, 0, (byte) 0xff, 7, 9, 0, 0, 1}),
            new Bad(RejectReason.NOT_TEXT, "PDF", "%PDF-1.7 Secretword"),
            new Bad(RejectReason.NOT_TEXT, "zeros", new byte[5000]),
            new Bad(RejectReason.TRUNCATED, "within MSH-2", "MSH|^~"),
            new Bad(RejectReason.TRUNCATED, "within MSH", "MSH|^~\\&|RIS|Secretword|"),
            new Bad(RejectReason.TRUNCATED, "within OBX-5", WHOLE.substring(0, WHOLE.indexOf("word"))),
            new Bad(RejectReason.TRUNCATED, "MLLP without end", "\u000b" + WHOLE),
            new Bad(RejectReason.TRUNCATED, "log frame without end", "<SB>\n" + WHOLE.replace("\r", "<R>\n")),
            new Bad(RejectReason.MALFORMED_HL7, "no encoding characters", "MSHABCDEFGHIJ\rPID|1"),
            new Bad(RejectReason.MALFORMED_HL7, "two messages", WHOLE + WHOLE),
            new Bad(RejectReason.UNSUPPORTED_MESSAGE_TYPE, "admission", WHOLE.replace("ORU^R01", "ADT^A01")),
            new Bad(RejectReason.UNSUPPORTED_MESSAGE_TYPE, "other ORU", WHOLE.replace("ORU^R01", "ORU^R30")),
            new Bad(RejectReason.UNSUPPORTED_MESSAGE_TYPE, "no type", WHOLE.replace("ORU^R01", "")),
            new Bad(RejectReason.NO_PID_SEGMENT, "no PID", segments(MSH, OBR, "OBX|1|TX|R||Secretword||||||P")),
            new Bad(RejectReason.NO_OBR_SEGMENT, "no OBR", segments(MSH, PID, "OBX|1|TX|R||Secretword||||||P")),
            new Bad(RejectReason.NO_OBR_SEGMENT, "cut after PID", segments(MSH, PID)),
            new Bad(RejectReason.NO_ACCESSION, "no accession", WHOLE.replace("ACC2026-1", "")),
            new Bad(RejectReason.UNKNOWN_STATUS, "status Y", WHOLE.replace("RAD|P", "RAD|Y")),
            new Bad(RejectReason.UNKNOWN_STATUS, "status Z", WHOLE.replace("RAD|P", "RAD|Z")),
            new Bad(RejectReason.UNKNOWN_STATUS, "status Q", WHOLE.replace("RAD|P", "RAD|Q")),
            new Bad(
                    RejectReason.UNKNOWN_STATUS,
                    "no status",
                    WHOLE.replace("RAD|P", "RAD|").replace("||||||P\r", "||||||\r")));

    @ParameterizedTest
    @FieldSource("BAD")
    void bad_input_is_rejected_by_name_and_without_content(Bad bad) {
        ReadOutcome outcome = outcome(bad.message());
        assertThat(outcome).isInstanceOf(ReadOutcome.Rejected.class);
        ReadOutcome.Rejected rejected = (ReadOutcome.Rejected) outcome;
        assertThat(rejected.reason()).isEqualTo(bad.reason());
        assertThat(rejected.detail()).isNotBlank().doesNotContain("Secretword", "Sample", "MRN12345");
    }

    @Test
    void a_message_of_fifty_megabytes_is_read_or_rejected_in_bounded_memory() {
        byte[] large = new byte[50 << 20];
        Arrays.fill(large, (byte) 'x');
        for (int i = 80; i < large.length; i += 80) {
            large[i] = '~';
        }
        byte[] head = oru("").stripTrailing().concat("\rOBX|1|TX|R||FINDINGS:~").getBytes(UTF_8);
        System.arraycopy(head, 0, large, 0, head.length);
        byte[] tail = "||||||P\r".getBytes(UTF_8);
        System.arraycopy(tail, 0, large, large.length - tail.length, tail.length);
        assertThat(outcome(large)).isInstanceOf(ReadOutcome.Read.class);
    }

    @Test
    void a_message_over_the_limit_is_rejected() {
        byte[] large = new byte[Framing.DEFAULT_LIMIT + 1000];
        Arrays.fill(large, (byte) 'x');
        byte[] head = oru("").getBytes(UTF_8);
        System.arraycopy(head, 0, large, 0, head.length);
        assertThat(rejected(large)).isEqualTo(RejectReason.TOO_LARGE);
    }

    @Property(tries = 500)
    void damaged_messages_never_throw_and_are_no_fault_of_the_reader(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int damages) {
        byte[] message = WHOLE.getBytes(UTF_8);
        Random random = new Random(seed);
        for (int i = 0; i < damages; i++) {
            message[random.nextInt(message.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = Arrays.copyOf(message, random.nextInt(message.length + 1));
        for (byte[] bytes : List.of(message, cut)) {
            if (outcome(bytes) instanceof ReadOutcome.Rejected rejected) {
                assertThat(rejected.reason()).isNotEqualTo(RejectReason.READER_FAULT);
            }
        }
    }

    @Property(tries = 300)
    void random_bytes_never_throw(@ForAll byte[] bytes) {
        assertThat(outcome(bytes)).isNotNull();
    }
}
