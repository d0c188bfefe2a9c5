package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill switch and opt-outs over HTTP, on a real broker and a real FHIR server. */
class AdminIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static String oru(String id, String accession, String label) {
        return String.format(Locale.ROOT, """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|%1$s|P|2.5.1
                PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
                ORC|RE|P1|%2$s|||||||||||||||||||||||||%3$s
                OBR|1|P1|%2$s|CXR^CHEST^L|||20260301080000|||||||||||||||20260301090000||CT|P
                OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.||||||P
                """, id, accession, label).replace('\n', '\r');
    }

    @Test
    void rule_set_over_http_holds_for_the_next_report_and_ends_when_it_is_lifted(@TempDir Path directory)
            throws Exception {
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        List<String> sets = List.of("admin.enabled=true", "admin.port=0", "admin.token-file=" + token);
        try (RunningEngine engine = new RunningEngine("admin", directory, sets)) {
            assertThat(engine.page("/health/ready")).contains("\"admin\":\"up\"", "\"doors\":\"up\"");
            JsonNode stop =
                    call(engine, "POST", "/rules", "{\"kind\":\"stop\",\"scope\":\"site\",\"value\":\"NORTH\",%s}");
            engine.sendOru(oru("M1", "F1", ""));
            JsonNode stopped = engine.outcomes(1).get(0);
            assertThat(stopped.path("reason").asText()).isEqualTo("stopped");
            assertThat(stopped.path("rule").asText()).isEqualTo(stop.path("id").asText());
            call(engine, "DELETE", "/rules/" + stop.path("id").asText() + "?who=j.doe&reason=test", "");
            call(engine, "PUT", "/rules/vip", "{\"kind\":\"opt_out\",\"scope\":\"label\",\"value\":\"VIP\",%s}");
            engine.sendOru(oru("M2", "F2", "VIP"));
            engine.sendOru(oru("M3", "F3", ""));
            List<JsonNode> outcomes = engine.outcomes(3);
            assertThat(outcomes.get(1).path("reason").asText()).isEqualTo("opted_out");
            assertThat(outcomes.get(1).path("rule").asText()).isEqualTo("vip");
            assertThat(outcomes.get(2).path("outcome").asText()).isEqualTo("drafted");
        }
    }

    /** An answer says that the rule is durable and that this engine obeys it: nothing is waited for here. */
    private static JsonNode call(RunningEngine engine, String method, String path, String body)
            throws IOException, InterruptedException {
        String json = body.replace("%s", "\"who\":\"j.doe\",\"reason\":\"test\"");
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + engine.engine.adminPort().orElseThrow() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isBetween(200, 201);
        JsonNode answered = RunningEngine.json(answer.body());
        assertThat(answered.path("inForce").asBoolean()).isTrue();
        return answered;
    }
}
