package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.draft.StubModelServer;
import org.radiologygpt.routes.ingest.Broker;

/** Kill switch and opt-outs, on a real broker and a real FHIR server. */
class ControlIT {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static String oru(String id, String accession, String modality) {
        return String.format(Locale.ROOT, """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|%1$s|P|2.5.1
                PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
                OBR|1|P1|%2$s|CXR^CHEST^L|||20260301080000|||||||||||||||20260301090000||%3$s|P
                OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.||||||P
                """, id, accession, modality).replace('\n', '\r');
    }

    private static void control(RunningEngine engine, String id, String fields) {
        String record = "{\"id\":\"" + id + "\"," + fields
                + ",\"who\":\"tester\",\"when\":\"2026-03-01T12:00:00Z\",\"reason\":\"test\"}";
        Broker.send(engine.topics.control(), id, record.getBytes(StandardCharsets.UTF_8));
    }

    private static void inForce(RunningEngine engine, int rules) {
        await().atMost(LONGEST)
                .until(() -> engine.engine.life().control().rules().all().size() == rules);
    }

    private static List<String> statuses(RunningEngine engine) {
        return engine.resources("DiagnosticReport").findValues("resource").stream()
                .map(resource -> resource.path("status").asText())
                .toList();
    }

    @Test
    void kill_switch_while_the_model_is_slow_drops_the_draft(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("killed", directory)) {
            CountDownLatch answer = new CountDownLatch(1);
            engine.model.answer = prompt -> {
                awaited(answer);
                return StubModelServer.Reply.text("No acute abnormality.", "stop");
            };
            engine.sendOru(oru("M1", "F1", "RAD"));
            await().atMost(LONGEST).until(() -> engine.model.bodies.size() == 1);
            long start = System.nanoTime();
            control(engine, "k1", "\"kind\":\"stop\",\"scope\":\"all\"");
            inForce(engine, 1);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            answer.countDown();
            JsonNode outcome = engine.outcomes(1).get(0);
            System.out.println(
                    "kill switch in force after " + elapsed.toMillis() + " ms; no draft was written after it");
            assertThat(outcome.path("reason").asText()).isEqualTo("stopped");
            assertThat(outcome.path("rule").asText()).isEqualTo("k1");
            assertThat(statuses(engine)).isEmpty();
        }
    }

    @Test
    void opted_out_modality_is_skipped_also_after_a_restart_and_drafted_after_the_removal(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("optedout", directory)) {
            control(engine, "o1", "\"kind\":\"opt_out\",\"scope\":\"modality\",\"value\":\"MR\"");
            inForce(engine, 1);
            engine.sendOru(oru("M1", "F1", "MR"));
            engine.sendOru(oru("M2", "F2", "CT"));
            assertThat(engine.outcomes(2))
                    .extracting(o -> o.path("outcome").asText())
                    .containsExactly("skipped", "drafted");
            engine.restart();
            engine.sendOru(oru("M3", "F3", "MR"));
            assertThat(engine.outcomes(3).get(2).path("reason").asText()).isEqualTo("opted_out");
            control(engine, "o1", "\"kind\":\"removal\"");
            inForce(engine, 0);
            engine.sendOru(oru("M4", "F1", "MR"));
            assertThat(engine.outcomes(4).get(3).path("outcome").asText()).isEqualTo("drafted");
        }
    }

    @Test
    void kill_switch_leaves_open_drafts_unless_it_says_withdraw(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("recalled", directory)) {
            engine.sendOru(oru("M1", "F1", "RAD"));
            engine.outcomes(1);
            control(engine, "k1", "\"kind\":\"stop\",\"scope\":\"site\",\"value\":\"NORTH\"");
            inForce(engine, 1);
            engine.sendOru(oru("M2", "F2", "RAD"));
            assertThat(engine.outcomes(2).get(1).path("reason").asText()).isEqualTo("stopped");
            assertThat(statuses(engine)).containsExactly("preliminary");
            control(engine, "k2", "\"kind\":\"stop\",\"scope\":\"all\",\"withdraw\":true");
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(statuses(engine)).containsExactly("cancelled"));
        }
    }

    @Test
    void draft_that_nobody_reviews_is_taken_back(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("expiring", directory, List.of("draft.expiry=3s"))) {
            engine.sendOru(oru("M1", "F1", "RAD"));
            engine.outcomes(1);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(statuses(engine)).containsExactly("cancelled"));
        }
    }

    @Test
    void record_that_cannot_be_read_stops_drafting(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("unreadable", directory)) {
            Broker.send(engine.topics.control(), "x1", "no rule".getBytes(StandardCharsets.UTF_8));
            inForce(engine, 1);
            engine.sendOru(oru("M1", "F1", "RAD"));
            assertThat(engine.outcomes(1).get(0).path("rule").asText()).isEqualTo("x1");
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
