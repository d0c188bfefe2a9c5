package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineIT {
    private static final String ORU = """
            MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M1|P|2.5.1
            PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
            OBR|1|P1|F1|CXR^CHEST^L|||20260301110000|||||||||||||||20260301115500||RAD|P
            OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.||||||P
            """.replace('\n', '\r');

    @Test
    void draft_is_preliminary_labelled_and_comes_with_provenance_and_task(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("engine", directory)) {
            engine.sendOru(ORU);
            JsonNode outcome = engine.outcomes(1).get(0);
            assertThat(outcome.path("outcome").asText()).isEqualTo("drafted");
            JsonNode reports = engine.resources("DiagnosticReport");
            assertThat(reports.path("total").asInt()).isEqualTo(1);
            JsonNode draft = reports.path("entry").path(0).path("resource");
            assertThat(outcome.path("resource").asText())
                    .isEqualTo("DiagnosticReport/" + draft.path("id").asText());
            assertThat(draft.path("status").asText()).isEqualTo("preliminary");
            assertThat(draft.path("meta").path("security").toString()).contains("AIAST");
            assertThat(draft.path("meta").path("tag").toString()).contains(engine.topics.oru() + "-0-0");
            assertThat(draft.path("conclusion").asText()).contains("NOT REVIEWED", "No acute abnormality.");
            assertThat(engine.resources("Provenance").path("total").asInt()).isEqualTo(1);
            assertThat(engine.resources("Task").path("total").asInt()).isEqualTo(1);
        }
    }

    @Test
    void ready_engine_says_so_and_counts_its_outcomes(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("health", directory)) {
            engine.sendOru(ORU);
            engine.sendOru("nonsense");
            engine.outcomes(2);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(engine.page("/health/ready"))
                    .contains("\"status\":\"up\""));
            assertThat(engine.page("/health/live")).isEqualTo("{\"status\":\"up\"}");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(engine.page("/metrics"))
                    .contains("radiology_outcomes_total{outcome=\"drafted\",reason=\"\"} 1.0")
                    .contains("radiology_outcomes_total{outcome=\"rejected\",reason=\"no_msh_segment\"} 1.0")
                    .contains("radiology_stage_seconds_count{stage=\"draft\"} 1")
                    .contains("radiology_breaker{state=\"closed\"} 1.0"));
        }
    }

    @Test
    void engine_without_kafka_lives_and_is_not_ready() throws Exception {
        EngineConfig config = EngineConfig.load(
                Optional.empty(), Map.of(), List.of("kafka.bootstrap-servers=127.0.0.1:1", "health.port=0"));
        try (Engine engine = Engine.start(config, Clock.systemUTC())) {
            assertThat(status(engine, "/health/live")).isEqualTo(200);
            assertThat(status(engine, "/health/ready")).isEqualTo(503);
            assertThat(status(engine, "/other")).isEqualTo(404);
        }
    }

    @Test
    void same_report_from_another_record_is_drafted_once(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("again", directory)) {
            engine.sendOru(ORU);
            engine.sendOru(ORU);
            List<JsonNode> outcomes = engine.outcomes(2);
            assertThat(outcomes.get(1).path("reason").asText()).isEqualTo("duplicate");
            assertThat(outcomes.get(1).path("resource"))
                    .isEqualTo(outcomes.get(0).path("resource"));
            assertThat(engine.resources("DiagnosticReport").path("total").asInt())
                    .isEqualTo(1);
            assertThat(engine.model.bodies).hasSize(1);
        }
    }

    private static int status(Engine engine, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + engine.healthPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
