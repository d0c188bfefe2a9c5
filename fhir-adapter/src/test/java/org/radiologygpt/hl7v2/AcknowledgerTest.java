package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.report.RejectReason;

class AcknowledgerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:05:01.250Z"), ZoneOffset.UTC);
    private static final Acknowledger STANDARD = new Acknowledger(AckMode.STANDARD, CLOCK, () -> "ACK1");
    private static final Acknowledger ORIGINAL = new Acknowledger(AckMode.ORIGINAL, CLOCK, () -> "ACK1");

    /** Accepted, content error, refused type, storage down: the codes of the answers, in order. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'','', AA,    AE,    AR,    AR",
                "AL,'', CA,    CE,    CR,    CE",
                "AL,NE, CA,    CE,    CR,    CE",
                "NE,NE, -,     -,     -,     -",
                "NE,'', -,     -,     -,     -",
                "'',NE, -,     -,     -,     -",
                "ER,NE, -,     CE,    CR,    CE",
                "SU,NE, CA,    -,     -,     -",
                "AL,AL, CA+AA, CE,    CR,    CE",
                "NE,AL, AA,    AE,    AR,    AR",
                "'',AL, AA,    AE,    AR,    AR",
                "NE,ER, -,     AE,    AR,    AR",
                "NE,SU, AA,    -,     -,     -",
                "SU,ER, CA,    AE,    AR,    AR",
                "SU,AL, CA+AA, AE,    AR,    AR",
                "SU,SU, CA+AA, -,     -,     -",
                "ER,ER, -,     CE,    CR,    CE",
                "ER,SU, AA,    CE,    CR,    CE",
                "ER,AL, AA,    CE,    CR,    CE",
                "AL,ER, CA,    CE,    CR,    CE",
                "AL,SU, CA+AA, CE,    CR,    CE",
                "XX,NE, CA,    CE,    CR,    CE",
            })
    void modes_of_acknowledgement_are_those_of_the_standard(
            String accept, String application, String accepted, String wrong, String refused, String down) {
        MessageHeader header = header("P|2.5.1|||" + accept + "|" + application, UTF_8);
        assertThat(codes(STANDARD.accepted(header))).isEqualTo(accepted);
        assertThat(codes(STANDARD.refused(header, AckReason.NO_ACCESSION))).isEqualTo(wrong);
        assertThat(codes(STANDARD.refused(header, AckReason.UNSUPPORTED_MESSAGE_TYPE)))
                .isEqualTo(refused);
        assertThat(codes(STANDARD.refused(header, AckReason.STORAGE_UNAVAILABLE)))
                .isEqualTo(down);
    }

    @Test
    void original_mode_by_setting_answers_once_whatever_the_header_asks() {
        MessageHeader header = header("P|2.5.1|||NE|NE", UTF_8);
        assertThat(codes(ORIGINAL.accepted(header))).isEqualTo("AA");
        assertThat(codes(ORIGINAL.refused(header, AckReason.TRUNCATED))).isEqualTo("AE");
    }

    @Test
    void accepted_message_is_answered_with_sender_and_receiver_changed_over() {
        assertThat(text(STANDARD.accepted(header("P|2.5.1", UTF_8)).get(0)))
                .isEqualTo("MSH|^~\\&|EHR|SOUTH|RIS|NORTH|20260301120501.250Z||ACK^R01^ACK|ACK1|P|2.5.1\r"
                        + "MSA|AA|MSG1\r");
    }

    @Test
    void reason_stands_where_the_version_has_it() {
        assertThat(text(STANDARD.refused(header("P|2.5.1", UTF_8), AckReason.NO_ACCESSION)
                        .get(0)))
                .endsWith("MSA|AE|MSG1|no_accession\r"
                        + "ERR||OBR^1^3|101^Required field missing^HL70357|E|||no_accession\r");
        assertThat(text(STANDARD.refused(header("P|2.3", UTF_8), AckReason.NO_ACCESSION)
                        .get(0)))
                .contains("|ACK^R01|")
                .endsWith("MSA|AE|MSG1|no_accession\rERR|OBR^1^3^101&Required field missing&HL70357\r");
        assertThat(text(STANDARD.refused(header("P|2.8", UTF_8), AckReason.TRUNCATED)
                        .get(0)))
                .endsWith("MSA|AE|MSG1\rERR|||100^Segment sequence error^HL70357|E|||truncated\r");
    }

    @Test
    void application_acknowledgement_of_the_enhanced_mode_asks_for_none_in_return() {
        List<Acknowledgement> answers = STANDARD.accepted(header("P|2.5.1|||AL|AL", UTF_8));
        assertThat(text(answers.get(0))).contains("|P|2.5.1\rMSA|CA|MSG1\r");
        assertThat(text(answers.get(1))).contains("|P|2.5.1|||NE|NE\rMSA|AA|MSG1\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8:UNICODE UTF-8", "ISO-8859-1:8859/1", "Shift_JIS:SHIFT_JIS", "UTF-8:"})
    void answer_is_in_the_encoding_of_the_message(String encoding) {
        Charset charset = Charset.forName(encoding.substring(0, encoding.indexOf(':')));
        String claim = encoding.substring(encoding.indexOf(':') + 1);
        String facility = charset.name().equals("Shift_JIS") ? "表ソ能" : "Münster";
        byte[] message = ("MSH|^~\\&|RIS|" + facility + "|EHR|SOUTH|2026||ORU^R01|MSG1|P|2.5.1||||||" + claim + "\r")
                .getBytes(charset);
        Acknowledgement answer =
                STANDARD.accepted(MessageHeader.of(message).orElseThrow()).get(0);
        assertThat(new String(answer.bytes(), charset)).contains("|RIS|" + facility + "|2026");
    }

    @Test
    void delimiters_are_the_sender_s() {
        byte[] message = "MSH#*~\\&#RIS#NORTH#EHR#SOUTH#2026##ORU*R01#MSG1#P#2.5.1\r".getBytes(UTF_8);
        MessageHeader header = MessageHeader.of(message).orElseThrow();
        assertThat(text(STANDARD.refused(header, AckReason.UNSUPPORTED_PROCESSING_ID)
                        .get(0)))
                .startsWith("MSH#*~\\&#EHR#SOUTH#RIS#NORTH#")
                .contains("#ACK*R01*ACK#")
                .contains("ERR##MSH*1*11#202*Unsupported processing id*HL70357#E");
    }

    @Test
    void bytes_without_a_header_get_an_answer_without_an_id() {
        assertThat(text(STANDARD.refused(AckReason.NO_MSH_SEGMENT)))
                .isEqualTo("MSH|^~\\&|||||20260301120501.250Z||ACK|ACK1|P|2.5.1\r"
                        + "MSA|AE||no_msh_segment\r"
                        + "ERR||MSH^1|100^Segment sequence error^HL70357|E|||no_msh_segment\r");
    }

    @ParameterizedTest
    @EnumSource(AckReason.class)
    void every_reason_has_a_condition_of_table_0357_and_reads_back(AckReason reason) {
        String answer = text(STANDARD.refused(reason));
        assertThat(answer).contains("MSA|" + reason.verdict().application() + "|");
        assertThat(answer)
                .contains("|" + reason.condition().code() + "^"
                        + reason.condition().display() + "^HL70357|E|||" + reason.code() + "\r");
        Set<String> known = Arrays.stream(RejectReason.values()).map(Enum::name).collect(Collectors.toSet());
        if (known.contains(reason.name())) {
            assertThat(AckReason.of(RejectReason.valueOf(reason.name()))).isEqualTo(reason);
        }
    }

    private static MessageHeader header(String from11, Charset charset) {
        String header = "MSH|^~\\&|RIS|NORTH|EHR|SOUTH|20260301120500||ORU^R01|MSG1|" + from11 + "\r";
        return MessageHeader.of(header.getBytes(charset)).orElseThrow();
    }

    private static String text(Acknowledgement answer) {
        return new String(answer.bytes(), ISO_8859_1);
    }

    private static String codes(List<Acknowledgement> answers) {
        return answers.isEmpty()
                ? null
                : answers.stream().map(Acknowledgement::code).collect(Collectors.joining("+"));
    }
}
