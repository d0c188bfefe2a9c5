package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.ingest.Broker;

/** Every kind of bad message once through the real broker: a typed outcome each, the bytes kept, the consumer alive. */
class BadInputIT {
    private static final int FIFTY_MEGABYTES = 50 * 1024 * 1024;
    private static final String GOOD = """
            MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M1|P|2.5.1
            PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
            OBR|1|P1|F1|CXR^CHEST^L|||20260301110000|||||||||||||||20260301115500||RAD|P
            OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.||||||P
            """.replace('\n', '\r');

    @Test
    void hl7_of_every_bad_kind_ends_typed_and_the_consumer_lives(@TempDir Path directory) {
        Map<byte[], String> inputs = new LinkedHashMap<>();
        inputs.put(bytes(""), "empty_message");
        inputs.put(new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 0, 7}, "*");
        inputs.put(bytes(GOOD.substring(0, 30)), "*");
        inputs.put(bytes(GOOD.replaceFirst("MSH[^\r]*\r", "")), "no_msh_segment");
        inputs.put(bytes(GOOD.replaceFirst("PID[^\r]*\r", "")), "no_pid_segment");
        inputs.put(bytes(GOOD.replaceFirst("OBR[^\r]*\r", "")), "no_obr_segment");
        inputs.put(bytes(GOOD.replace("ORU^R01", "ADT^A01")), "unsupported_message_type");
        inputs.put(bytes(GOOD.replace("RAD|P", "RAD|Y")), "unknown_status");
        inputs.put(bytes("{\"resourceType\":\"DiagnosticReport\"}"), "*");
        inputs.put(filled(FIFTY_MEGABYTES), "too_large");
        try (RunningEngine engine = new RunningEngine("badhl7", directory)) {
            inputs.keySet().forEach(input -> Broker.send(engine.topics.oru(), "key", input));
            Broker.send(engine.topics.oru(), "key", null);
            engine.sendOru(GOOD);
            List<JsonNode> outcomes = engine.outcomes(inputs.size() + 2);
            assertRejected(outcomes.subList(0, inputs.size()), List.copyOf(inputs.values()));
            assertThat(outcomes.get(inputs.size()).path("reason").asText()).isEqualTo("empty_message");
            assertThat(outcomes.get(inputs.size() + 1).path("outcome").asText()).isEqualTo("drafted");
            assertKept(engine, List.copyOf(inputs.keySet()));
        }
    }

    @Test
    void fhir_of_every_bad_kind_ends_typed_and_the_consumer_lives(@TempDir Path directory) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("{\"hello\":1}", "not_fhir");
        inputs.put("[1,2,3]", "not_fhir");
        inputs.put("{\"resourceType\":\"Patient\",\"id\":\"1\"}", "not_a_diagnostic_report");
        inputs.put("{\"resourceType\":\"DiagnosticReport\",", "malformed_json");
        inputs.put("not json", "malformed_json");
        inputs.put("{\"resourceType\":\"DiagnosticReport\",\"status\":\"maybe\"}", "*");
        inputs.put("{\"resourceType\":\"Bundle\",\"type\":\"collection\"}", "not_a_diagnostic_report");
        inputs.put("[".repeat(100_000), "*");
        try (RunningEngine engine = new RunningEngine("badfhir", directory)) {
            inputs.keySet().forEach(engine::sendFhir);
            engine.sendOru(GOOD);
            List<JsonNode> outcomes = engine.outcomes(inputs.size() + 1).stream()
                    .sorted((a, b) -> Boolean.compare(fromOru(a), fromOru(b)))
                    .toList();
            assertRejected(outcomes.subList(0, inputs.size()), List.copyOf(inputs.values()));
            assertThat(outcomes.get(inputs.size()).path("outcome").asText()).isEqualTo("drafted");
        }
    }

    private static boolean fromOru(JsonNode outcome) {
        return outcome.path("source").asText().contains(".oru-");
    }

    private static void assertRejected(List<JsonNode> outcomes, List<String> reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            JsonNode outcome = outcomes.get(i);
            assertThat(outcome.path("outcome").asText())
                    .as("outcome of input %d", i)
                    .isEqualTo("rejected");
            String reason = outcome.path("reason").asText();
            assertThat(reason).as("reason of input %d", i).isNotEmpty().isNotEqualTo("internal_fault");
            if (!reasons.get(i).equals("*")) {
                assertThat(reason).as("reason of input %d", i).isEqualTo(reasons.get(i));
            }
        }
    }

    private static void assertKept(RunningEngine engine, List<byte[]> inputs) {
        List<ConsumerRecord<String, byte[]>> errors = Broker.read(engine.topics.errors(), inputs.size() + 1);
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(Arrays.equals(errors.get(i).value(), inputs.get(i)))
                    .as("bytes of input %d are kept", i)
                    .isTrue();
        }
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'A');
        System.arraycopy(bytes(GOOD), 0, bytes, 0, GOOD.length());
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
