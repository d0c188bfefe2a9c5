package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.draft.ModelEndpoint;
import org.radiologygpt.routes.draft.StubModelServer;

/** The whole engine over two model servers that die and come back. */
class ModelServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PINNED = "ab".repeat(32);
    private static final String ORU = """
            MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M%1$d|P|2.5.1
            PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
            OBR|1|P%1$d|F%1$d|CXR^CHEST^L|||20260301110000|||||||||||||||20260301115500||RAD|P
            OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.||||||P
            """.replace('\n', '\r');

    @Test
    void each_report_is_drafted_once_while_servers_die_and_come_back(@TempDir Path directory) {
        try (StubModelServer first = new StubModelServer();
                StubModelServer second = new StubModelServer();
                RunningEngine engine = new RunningEngine("model-servers", directory, settings(first, second))) {
            shows(engine, first, "ready");
            shows(engine, second, "ready");
            send(engine, 0, 10);
            engine.outcomes(10);
            assertThat(first.bodies).isNotEmpty();
            assertThat(second.bodies).isNotEmpty();

            first.close();
            send(engine, 10, 20);
            engine.outcomes(20);
            shows(engine, first, "unreachable");

            second.close();
            shows(engine, second, "unreachable");
            send(engine, 20, 25);
            assertThat(engine.page("/health/ready")).startsWith("{\"status\":\"up\"");
            try (StubModelServer again = new StubModelServer(first.url().getPort())) {
                List<JsonNode> outcomes = engine.outcomes(25);
                assertThat(outcomes)
                        .extracting(outcome -> outcome.path("outcome").asText())
                        .containsOnly("drafted");
                assertThat(outcomes)
                        .extracting(outcome -> outcome.path("accession").asText())
                        .doesNotHaveDuplicates();
                assertThat(engine.resources("Task").path("total").asInt()).isEqualTo(25);
                shows(engine, again, "ready");
            }
        }
    }

    @Test
    void server_with_other_weights_than_pinned_is_told_and_gets_no_prompt_until_it_has_them(@TempDir Path directory) {
        try (StubModelServer model = new StubModelServer();
                RunningEngine engine = new RunningEngine(
                        "model-pinned",
                        directory,
                        List.of(
                                "model.servers=" + model.url(),
                                "model.server.health-interval=100ms",
                                "model.digest=" + PINNED))) {
            send(engine, 0, 1);
            shows(engine, model, "digest_mismatch");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(engine.page("/metrics"))
                    .contains("radiology_retries_total{reason=\"model_unavailable\"}"));
            assertThat(model.bodies).isEmpty();

            model.digest = PINNED;
            assertThat(engine.outcomes(1).get(0).path("digest").asText()).isEqualTo("sha256:" + PINNED);
            shows(engine, model, "ready");
        }
    }

    private static List<String> settings(StubModelServer first, StubModelServer second) {
        return List.of(
                "model.servers=" + first.url() + "," + second.url(),
                "model.server.health-interval=100ms",
                "resilience.open-for=200ms",
                "outage.suspect-attempts=100",
                "outage.suspect-for=5m");
    }

    private static void send(RunningEngine engine, int from, int to) {
        for (int i = from; i < to; i++) {
            engine.sendOru(ORU.formatted(i));
        }
    }

    private static void shows(RunningEngine engine, StubModelServer server, String state) {
        String label = ModelEndpoint.of(server.url(), "demo").label();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(engine.page("/health/ready")).contains("\"" + label + "\":\"" + state + "\"");
            assertThat(engine.page("/metrics"))
                    .contains("radiology_model_server{server=\"" + label + "\",state=\"" + state + "\"} 1.0")
                    .contains("radiology_model_inflight{server=\"" + label + "\"}");
        });
    }
}
