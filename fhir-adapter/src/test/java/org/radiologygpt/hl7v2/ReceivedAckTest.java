package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedAckTest {
    private static final String MSH = "MSH|^~\\&|EHR|NORTH|||20260301||ACK^R01|A1|P|2.5.1\r";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MSA|AA|M1; AA; M1; ''",
                "MSA|AE|M1|Jane Roe; AE; M1; ''",
                "MSA|AE|M1|||207^Application internal error^HL70357; AE; M1; ''",
                "MSA|AE|M1||||207^Application internal error^HL70357; AE; M1; 207",
                "MSA|AR|M1\rERR|||200^Unsupported message type^HL70357|E; AR; M1; 200",
                "MSA|CE|M1\rERR|||Jane Roe|E; CE; M1; ''",
                "MSA| CR | M1 ; CR; M1; ''",
                "MSA|OK|M1; ''; M1; ''",
                "MSA||; ''; ''; ''",
            })
    void code_id_and_condition_are_read_and_no_words(String segments, String code, String id, String condition) {
        assertThat(ReceivedAck.read((MSH + segments.replace("\\r", "\r") + "\r").getBytes(UTF_8)))
                .contains(new ReceivedAck(code, id, condition));
    }

    @Test
    void delimiters_are_those_of_the_answer() {
        assertThat(ReceivedAck.read("MSH#*~\\&#EHR#\nMSA#AA#M1*2#\n".getBytes(UTF_8)))
                .contains(new ReceivedAck("AA", "M1", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MSH|^~\\&|EHR\r", "MSA|AA|M1\r", "HTTP/1.1 200 OK\r\n\r\n", "MSH", "{}"})
    void anything_else_is_no_acknowledgement(String answer) {
        assertThat(ReceivedAck.read(answer.getBytes(UTF_8))).isEmpty();
    }
}
