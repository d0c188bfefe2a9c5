package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.generate.TestModels;

/** Many more requests than slots and queue take. */
@Timeout(120)
class OverloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PRIORITIES = List.of("routine", "urgent", "stat");

    @Test
    void every_request_of_a_flood_is_answered_or_told_when_to_come_again() throws Exception {
        TestDecoder decoder = TestDecoder.echo(4, 512);
        CountDownLatch released = block(decoder);
        try (TestServer server = TestServer.start(decoder, 16, ServerOptions.DEFAULT)) {
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 200)
                    .mapToObj(i -> send(server, "answer " + i, -(i % 3), "client " + i % 7))
                    .toList();
            await().atMost(PATIENCE)
                    .until(() -> all.stream().filter(CompletableFuture::isDone).count() >= 200 - 16 - 4);
            released.countDown();
            int answered = 0;
            for (int i = 0; i < all.size(); i++) {
                HttpResponse<String> response = all.get(i).get();
                if (response.statusCode() == 200) {
                    assertThat(response.body()).contains("\"text\":\"answer " + i + "\"");
                    answered++;
                } else {
                    assertThat(response.statusCode()).isEqualTo(429);
                    assertThat(Integer.parseInt(
                                    response.headers().firstValue("Retry-After").orElseThrow()))
                            .isBetween(1, 60);
                }
            }
            assertThat(answered).isBetween(16, 20);
        }
    }

    @Test
    void stat_requests_of_a_flood_are_answered_first() throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 512);
        CountDownLatch released = block(decoder);
        try (TestServer server = TestServer.start(decoder, 16, ServerOptions.DEFAULT)) {
            CompletableFuture<?> held = send(server, "held", 0, "held");
            await().atMost(PATIENCE).until(() -> TestModels.busySlots(server.model) == 1);
            List<CompletableFuture<?>> all = new ArrayList<>(List.of(held));
            for (int i = 0; i < 12; i++) {
                all.add(send(server, PRIORITIES.get(i % 3), -(i % 3), "client"));
            }
            await().atMost(PATIENCE).until(() -> TestModels.waiting(server.model) == 12);
            released.countDown();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
            assertThat(decoder.filled.stream().map(prompt -> prompt.replaceAll("[^a-z]", "")))
                    .containsExactly(
                            "held", "stat", "stat", "stat", "stat", "urgent", "urgent", "urgent", "urgent", "routine",
                            "routine", "routine", "routine");
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(
            TestServer server, String text, int priority, String client) {
        return server.client.sendAsync(
                server.postRequest(
                        "/v1/completions",
                        "{'model':'demo','prompt':'[" + text + "]|','priority':" + priority + ",'user':'" + client
                                + "'}"),
                BodyHandlers.ofString());
    }

    private static CountDownLatch block(TestDecoder decoder) {
        CountDownLatch released = new CountDownLatch(1);
        decoder.beforePass.set(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return released;
    }
}
