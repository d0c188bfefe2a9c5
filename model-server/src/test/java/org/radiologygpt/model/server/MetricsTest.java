package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.generate.TestModels;

@Timeout(60)
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COMPLETIONS = "/v1/completions";

    @Test
    void requests_tokens_and_times_are_counted_by_model() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.post(COMPLETIONS, "{'model':'demo','prompt':'[abc]|'}");
            server.post(COMPLETIONS, "{'model':'demo','prompt':'[abcdef]|','max_tokens':2,'stream':true}");
            server.post("/v1/chat/completions", "{'model':'other','messages':[]}");
            server.post(COMPLETIONS, "{'model':'demo','prompt':'[abc]|','n':2}");
            server.get(COMPLETIONS);
            HttpResponse<String> response = server.get("/metrics");
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(response.body())
                    .contains(
                            requests("completions", "demo", "stop"),
                            requests("completions", "demo", "length"),
                            requests("chat", "none", "model_not_found"),
                            requests("completions", "none", "invalid_value"),
                            requests("completions", "none", "method_not_allowed"),
                            "radiology_model_tokens_total{kind=\"prompt\",model=\"demo\"} 17.0",
                            "radiology_model_tokens_total{kind=\"completion\",model=\"demo\"} 5.0",
                            "radiology_model_prefix_reused_total{model=\"demo\"} ",
                            "radiology_model_first_token_seconds_count{model=\"demo\"} 2",
                            "radiology_model_inter_token_seconds_count{model=\"demo\"} 3",
                            "radiology_model_answer_seconds_count{model=\"demo\"} 2",
                            "radiology_model_wait_seconds_count{model=\"demo\",priority=\"routine\"} 2",
                            "radiology_model_first_token_seconds_bucket{model=\"demo\",le=\"120.0\"} 2",
                            "radiology_model_slots{model=\"demo\"} 4.0",
                            "radiology_model_kv_capacity{model=\"demo\"} 16384.0",
                            "jvm_memory_used_bytes",
                            "process_uptime_seconds");
        }
    }

    @Test
    void queue_and_slots_are_told_while_they_are_taken() throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 256);
        CountDownLatch released = new CountDownLatch(1);
        decoder.beforePass.set(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (TestServer server = TestServer.start(decoder, 4, ServerOptions.DEFAULT)) {
            CompletableFuture<?> running = send(server, 0);
            await().atMost(PATIENCE).until(() -> TestModels.busySlots(server.model) == 1);
            List<CompletableFuture<?>> waiting = List.of(send(server, -2), send(server, -1), send(server, 0));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.get("/metrics").body())
                            .contains(
                                    "radiology_model_waiting{model=\"demo\",priority=\"stat\"} 1.0",
                                    "radiology_model_waiting{model=\"demo\",priority=\"urgent\"} 1.0",
                                    "radiology_model_waiting{model=\"demo\",priority=\"routine\"} 1.0",
                                    "radiology_model_slots_busy{model=\"demo\"} 1.0"));
            released.countDown();
            running.get();
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get();
        }
    }

    /** In every field, in the path, in headers; right and wrong requests. */
    @Test
    void nothing_of_a_request_is_told() throws Exception {
        try (TestServer server = TestServer.start()) {
            for (String body : List.of(
                    "{'model':'demo','prompt':'[MARKER]|','user':'MARKER','stop':'MARKER'}",
                    "{'model':'demo','prompt':'[MARKER]|','user':'MARKER','stream':true}",
                    "{'model':'MARKER','prompt':'MARKER'}",
                    "{'model':'demo','MARKER':'MARKER'}",
                    "{'model':'demo','prompt':'a','priority':'MARKER'}",
                    "{'model':'demo','prompt':'a','temperature':'MARKER','seed':'MARKER'}",
                    "MARKER")) {
                server.post(COMPLETIONS, body);
                server.post("/v1/chat/completions", body.replace("'prompt':'", "'messages':'"));
            }
            server.post(
                    "/v1/chat/completions",
                    "{'model':'demo','user':'MARKER','messages':[{'role':'user','content':'[MARKER]'}]}");
            server.get("/v1/MARKER");
            server.get("/v1/models/MARKER");
            server.client.send(
                    server.request(COMPLETIONS + "?MARKER=MARKER")
                            .header("Authorization", "Bearer MARKER")
                            .header("User-Agent", "MARKER")
                            .method("MARKER", BodyPublishers.ofString("MARKER"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(server.get("/metrics").body())
                    .contains("radiology_model_requests_total")
                    .doesNotContainIgnoringCase("MARKER");
        }
    }

    private static String requests(String endpoint, String model, String outcome) {
        return "radiology_model_requests_total{endpoint=\"" + endpoint + "\",model=\"" + model + "\",outcome=\""
                + outcome + "\"} 1.0";
    }

    private static CompletableFuture<?> send(TestServer server, int priority) {
        return server.client.sendAsync(
                server.postRequest(COMPLETIONS, "{'model':'demo','prompt':'[abc]|','priority':" + priority + "}"),
                BodyHandlers.ofString());
    }
}
