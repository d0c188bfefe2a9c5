package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.generate.TestModels;

@Timeout(60)
class LifecycleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDecoder decoder = TestDecoder.echo(1, 256);
    private final CountDownLatch released = new CountDownLatch(1);

    LifecycleTest() {
        decoder.beforePass.set(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void running_answer_ends_before_the_server_stops(boolean stream) throws Exception {
        TestServer server = TestServer.start(decoder, 4, ServerOptions.DEFAULT);
        CompletableFuture<HttpResponse<String>> running = send(server, stream);
        await().atMost(PATIENCE).until(() -> TestModels.busySlots(server.model) == 1);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        await().atMost(PATIENCE).until(() -> server.server.stopping());
        released.countDown();
        assertThat(running.get().statusCode()).isEqualTo(200);
        assertThat(running.get().body()).contains(stream ? "[DONE]" : "\"text\":\"abc\"");
        stopped.get();
        assertThat(decoder.closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waiting_for_an_answer_is_not_being_idle(boolean stream) throws Exception {
        try (TestServer server = TestServer.startImpatient(decoder)) {
            CompletableFuture<HttpResponse<String>> running = send(server, stream);
            // Between two expiries of the second's idle time: Jetty fails a write that begins just as one expires.
            await().pollDelay(Duration.ofMillis(2500)).until(() -> TestModels.busySlots(server.model) == 1);
            assertThat(running).isNotDone();
            released.countDown();
            assertThat(running.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void server_that_stops_is_not_ready_and_takes_no_new_request_while_running_ones_end() throws Exception {
        TestServer server = TestServer.start(decoder, 4, ServerOptions.DEFAULT.withDrain(Duration.ofSeconds(50)));
        CompletableFuture<HttpResponse<String>> running = send(server, false);
        await().atMost(PATIENCE).until(() -> TestModels.busySlots(server.model) == 1);
        CompletableFuture<HttpResponse<String>> waiting = send(server, false);
        await().atMost(PATIENCE).until(() -> TestModels.waiting(server.model) == 1);
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        await().atMost(PATIENCE).until(() -> server.get("/health/ready").statusCode() == 503);
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = send(server, false).get();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("50");
        assertThat(refused.body()).contains("\"code\":\"stopping\"");
        released.countDown();
        assertThat(running.get().statusCode()).isEqualTo(200);
        assertThat(waiting.get().statusCode()).isEqualTo(200);
        stopped.get();
    }

    @Test
    void answer_that_does_not_end_in_time_is_told_so() throws Exception {
        released.countDown();
        TestDecoder endless = TestDecoder.echo(1, 1_000_000);
        TestServer server = TestServer.start(endless, 4, ServerOptions.DEFAULT.withDrain(Duration.ofMillis(50)));
        CompletableFuture<HttpResponse<String>> running = server.client.sendAsync(
                server.postRequest("/v1/completions", "{'model':'demo','prompt':'x|','max_tokens':900000}"),
                BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> TestModels.busySlots(server.model) == 1);
        server.close();
        assertThat(running.get().statusCode()).isEqualTo(503);
        assertThat(running.get().body()).contains("\"code\":\"unavailable\"");
        assertThat(endless.closed).isTrue();
    }

    @Test
    void closing_twice_is_harmless() throws Exception {
        released.countDown();
        TestServer server = TestServer.start(decoder, 4, ServerOptions.DEFAULT);
        server.close();
        server.close();
    }

    private static CompletableFuture<HttpResponse<String>> send(TestServer server, boolean stream) {
        return server.client.sendAsync(
                server.postRequest("/v1/completions", "{'model':'demo','prompt':'[abc]|','stream':" + stream + "}"),
                BodyHandlers.ofString());
    }
}
