package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.draft.StubModelServer;
import org.radiologygpt.routes.ingest.Broker;

/** Many reports at once on one partition, each under its own key. */
class BacklogIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void one_partition_keeps_many_drafts_in_flight(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("manyinflight", directory)) {
            CountDownLatch answer = blocking(engine);
            IntStream.range(0, 20).forEach(number -> send(engine, number, "R", "The lungs are clear."));
            await().atMost(LONGEST).until(() -> engine.model.bodies.size() == 16);
            assertThat(engine.page("/metrics")).contains("radiology_feed_in_flight 16.0");
            answer.countDown();
            assertThat(engine.outcomes(20))
                    .extracting(outcome -> outcome.path("outcome").asText())
                    .containsOnly("drafted");
            await().atMost(LONGEST).until(() -> Broker.committed(engine.topics.oru(), engine.topics.oru(), 0) == 20);
        }
    }

    @Test
    void stat_report_goes_before_the_backlog_and_then_the_newest(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("statfirst", directory, List.of("kafka.in-flight=1"))) {
            CountDownLatch answer = blocking(engine);
            send(engine, 0, "R", "The lungs are clear.");
            await().atMost(LONGEST).until(() -> engine.model.bodies.size() == 1);
            send(engine, 1, "R", "Report of the old.");
            send(engine, 2, "S", "Report of the urgent.");
            send(engine, 3, "R", "Report of the new.");
            String held = "radiology_feed_in_hand{topic=\"" + engine.topics.oru() + "\"} 4.0";
            await().atMost(LONGEST).until(() -> engine.page("/metrics").contains(held));
            answer.countDown();
            engine.outcomes(4);
            List<String> bodies = List.copyOf(engine.model.bodies);
            assertThat(bodies.get(1)).contains("of the urgent");
            assertThat(bodies.get(2)).contains("of the new");
            assertThat(bodies.get(3)).contains("of the old");
        }
    }

    @Test
    void writes_keep_the_pace_that_is_set(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("paced", directory, List.of("fhir.max-writes-per-second=2"))) {
            IntStream.range(0, 6).forEach(number -> send(engine, number, "R", "The lungs are clear."));
            engine.outcomes(6);
            List<Instant> written = StreamSupport.stream(
                            engine.resources("DiagnosticReport").path("entry").spliterator(), false)
                    .map(BacklogIT::lastUpdated)
                    .sorted()
                    .toList();
            assertThat(written).hasSize(6);
            // Five waits of half a second; the first of them may have begun before.
            assertThat(Duration.between(written.get(0), written.get(5))).isGreaterThan(Duration.ofMillis(1500));
        }
    }

    private static Instant lastUpdated(JsonNode entry) {
        return java.time.OffsetDateTime.parse(
                        entry.path("resource").path("meta").path("lastUpdated").asText())
                .toInstant();
    }

    private static void send(RunningEngine engine, int number, String priority, String findings) {
        String message =
                String.format(Locale.ROOT, """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M%1$d|P|2.5.1
                PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
                OBR|1|P%1$d|F%1$d|CXR^CHEST^L|||20260301110000|||||||||||||||20260301115500||RAD|P||^^^^^%2$s
                OBX|1|TX|CXR^CHEST^L||FINDINGS: %3$s The heart is of normal size.||||||P
                """, number, priority, findings).replace('\n', '\r');
        Broker.send(engine.topics.oru(), "RIS/NORTH|F" + number, message.getBytes(StandardCharsets.UTF_8));
    }

    private static CountDownLatch blocking(RunningEngine engine) {
        CountDownLatch answer = new CountDownLatch(1);
        engine.model.answer = prompt -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return StubModelServer.Reply.text("No acute abnormality.", "stop");
        };
        return answer;
    }
}
