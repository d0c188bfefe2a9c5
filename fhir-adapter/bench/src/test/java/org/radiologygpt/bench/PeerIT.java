package org.radiologygpt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/** What is compared does the same work: both sides give a DiagnosticReport with the text of each message. */
class PeerIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void both_give_a_diagnostic_report_with_text_for_every_message() throws IOException {
        ReadingBenchmark.Ours ours = new ReadingBenchmark.Ours();
        try (Converter converter = Converter.open()) {
            for (Map.Entry<String, byte[]> message : Messages.byName().entrySet()) {
                String words = firstWords(message.getValue());
                assertThat(texts(ours.bundle(message.getValue())))
                        .as("ours: " + message.getKey())
                        .anyMatch(text -> text.contains(words));
                assertThat(texts(converter.bundle(message.getValue())))
                        .as("converter: " + message.getKey())
                        .anyMatch(text -> text.contains(words));
            }
        }
    }

    @Test
    void every_message_of_the_benchmark_has_findings() {
        ReadingBenchmark.Ours ours = new ReadingBenchmark.Ours();
        Messages.byName().forEach((name, message) -> {
            RadiologyReport report = ours.report(message);
            assertThat(report.text(SectionKind.FINDINGS)).as(name).isPresent();
            assertThat(message.length).as(name).isBetween(1_500, 3_000);
        });
    }

    /** Text of presented forms. */
    private static List<String> texts(String bundle) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(bundle).path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("DiagnosticReport")) {
                resource.path("presentedForm")
                        .forEach(form -> texts.add(new String(
                                Base64.getDecoder().decode(form.path("data").asText()), StandardCharsets.UTF_8)));
            }
        }
        return texts;
    }

    /** Some words from the end of the first OBX-5 that stand in no heading. */
    private static String firstWords(byte[] message) {
        String[] fields = new String(message, StandardCharsets.UTF_8).split("\rOBX\\|")[1].split("\\|");
        String text = fields[4].split("~")[0];
        return text.substring(Math.max(0, text.length() - 12));
    }
}
