package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.draft.StubModelServer;
import org.radiologygpt.routes.ingest.Broker;

/** A draft from its birth to its end, on a real broker and a real FHIR server. */
class LifecycleIT {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String CLEAR = "FINDINGS: The lungs are clear. The heart is of normal size.";
    private static final String EFFUSION = "FINDINGS: Small left pleural effusion. The heart is of normal size.";
    private static final String SIGNED = CLEAR + "\\.br\\IMPRESSION: No acute abnormality.";

    private static String oru(String id, String accession, int hour, String status, String text) {
        return String.format(Locale.ROOT, """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|%1$s|P|2.5.1
                PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F
                OBR|1|P1|%2$s|CXR^CHEST^L|||20260301080000|||||||||||||||20260301%3$02d0000||RAD|%4$s
                OBX|1|TX|CXR^CHEST^L||%5$s||||||%4$s
                """, id, accession, hour, status, text)
                .replace('\n', '\r');
    }

    @Test
    void final_report_takes_the_draft_and_its_task_back_and_says_why(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("signed", directory)) {
            engine.sendOru(oru("M1", "F1", 9, "P", CLEAR));
            engine.outcomes(1);
            engine.sendOru(oru("M2", "F1", 10, "F", SIGNED));
            JsonNode outcome = engine.outcomes(2).get(1);
            assertThat(outcome.path("reason").asText()).isEqualTo("final_report");
            // Empty where the look ahead, which may be quicker, had taken the draft back already.
            assertThat(outcome.path("cancelled").size()).isLessThanOrEqualTo(1);
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("cancelled");
            assertThat(statuses(engine, "Task")).containsExactly("cancelled");
            String provenance = engine.resources("Provenance").toString();
            assertThat(provenance).contains("NULLIFY", "\"code\":\"signed\"", engine.topics.oru() + "-0-1");
            assertThat(engine.resources("DiagnosticReport").toString()).contains("event-statusReason");
        }
    }

    @Test
    void final_arriving_during_generation_leaves_no_draft(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("late", directory)) {
            CountDownLatch answer = blocking(engine);
            engine.sendOru(oru("M1", "F1", 9, "P", CLEAR));
            await().atMost(LONGEST).until(() -> engine.model.bodies.size() == 1);
            engine.sendOru(oru("M2", "F1", 10, "F", SIGNED));
            ReportKey key = new ReportKey("RIS/NORTH", "F1");
            await().atMost(LONGEST)
                    .until(() -> engine.engine.life().ahead().closing(key).isPresent());
            answer.countDown();
            List<JsonNode> outcomes = engine.outcomes(2);
            assertThat(outcomes.get(0).path("reason").asText()).isEqualTo("superseded");
            assertThat(outcomes.get(1).path("reason").asText()).isEqualTo("final_report");
            assertThat(statuses(engine, "DiagnosticReport")).isEmpty();
        }
    }

    @Test
    void final_that_waits_behind_a_slow_draft_takes_the_draft_of_its_report_back_at_once(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("behind", directory)) {
            engine.sendOru(oru("M1", "F1", 9, "P", CLEAR));
            engine.outcomes(1);
            CountDownLatch answer = blocking(engine);
            engine.sendOru(oru("M2", "F2", 9, "P", EFFUSION));
            await().atMost(LONGEST).until(() -> engine.model.bodies.size() == 2);
            engine.sendOru(oru("M3", "F1", 10, "F", SIGNED));
            await().atMost(LONGEST).untilAsserted(() -> assertThat(statuses(engine, "DiagnosticReport"))
                    .containsExactly("cancelled"));
            answer.countDown();
            assertThat(engine.outcomes(3).get(2).path("reason").asText()).isEqualTo("final_report");
        }
    }

    @Test
    void edited_report_under_the_same_clock_gets_a_second_draft_and_the_first_is_cancelled(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("edited", directory)) {
            engine.sendOru(oru("M1", "F1", 9, "P", CLEAR));
            engine.outcomes(1);
            engine.model.answer = prompt -> StubModelServer.Reply.text("Small left pleural effusion.", "stop");
            engine.sendOru(oru("M2", "F1", 9, "P", EFFUSION));
            List<JsonNode> outcomes = engine.outcomes(2);
            assertThat(outcomes).extracting(o -> o.path("outcome").asText()).containsExactly("drafted", "drafted");
            assertThat(outcomes.get(1).path("draft").asText()).endsWith("|2");
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("cancelled", "preliminary");
            assertThat(statuses(engine, "Task")).containsExactly("cancelled", "requested");
        }
    }

    @Test
    void report_that_is_sent_again_with_the_same_findings_keeps_its_draft(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("resent", directory)) {
            engine.sendOru(oru("M1", "F1", 9, "P", CLEAR));
            engine.sendOru(oru("M2", "F1", 10, "P", CLEAR));
            assertThat(engine.outcomes(2).get(1).path("reason").asText()).isEqualTo("duplicate");
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("preliminary");
            assertThat(engine.model.bodies).hasSize(1);
        }
    }

    @Test
    void older_version_that_comes_late_changes_nothing(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("unordered", directory)) {
            engine.sendOru(oru("M2", "F1", 10, "P", CLEAR));
            engine.sendOru(oru("M1", "F1", 9, "P", EFFUSION));
            assertThat(engine.outcomes(2).get(1).path("reason").asText()).isEqualTo("older_version");
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("preliminary");
            assertThat(engine.model.bodies).hasSize(1);
        }
    }

    @Test
    void preliminary_after_the_final_is_not_drafted(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("reopened", directory)) {
            engine.sendOru(oru("M1", "F1", 10, "F", SIGNED));
            engine.sendOru(oru("M2", "F1", 11, "P", CLEAR));
            assertThat(engine.outcomes(2).get(1).path("reason").asText()).isEqualTo("superseded");
            assertThat(engine.model.bodies).isEmpty();
        }
    }

    @Test
    void restarted_engine_knows_the_drafts_of_the_one_before(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("restarted", directory)) {
            engine.sendOru(oru("M1", "F1", 9, "P", CLEAR));
            engine.outcomes(1);
            engine.restart();
            engine.sendOru(oru("M2", "F1", 9, "P", CLEAR));
            engine.sendOru(oru("M3", "F1", 10, "F", SIGNED));
            List<JsonNode> outcomes = engine.outcomes(3);
            assertThat(outcomes.get(1).path("reason").asText()).isEqualTo("duplicate");
            // Seen ahead or in its turn: the draft of the engine before is taken back.
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("cancelled");
        }
    }

    @Test
    void signed_report_becomes_a_training_pair_and_its_correction_replaces_it(@TempDir Path directory)
            throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "n1:correct horse battery staple\n");
        try (RunningEngine engine = new RunningEngine("pairs", directory, List.of("training.key-file=" + key))) {
            engine.sendOru(oru("M1", "F1", 9, "P", CLEAR));
            engine.outcomes(1);
            engine.sendOru(oru("M2", "F1", 10, "F", SIGNED + " Seen by Greta Good."));
            engine.sendOru(oru("M3", "F1", 11, "C", SIGNED.replace("acute", "active")));
            var pairs = Broker.read(engine.topics.training(), 2);
            assertThat(pairs.get(0).key()).isEqualTo(pairs.get(1).key());
            JsonNode first = RunningEngine.json(pairs.get(0).value());
            assertThat(first.path("impression").asText()).startsWith("No acute abnormality.");
            assertThat(first.toString()).doesNotContain("Greta", "Good", "F1", "Q1", "2026-03-01");
            assertThat(first.path("aiInfluenced").asBoolean()).isTrue();
            assertThat(first.path("editDistance").isNumber()).isTrue();
            assertThat(RunningEngine.json(pairs.get(1).value())
                            .path("impression")
                            .asText())
                    .isEqualTo("No active abnormality.");
            assertThat(engine.outcomes(2).get(1).at("/edit/distance").isNumber())
                    .isTrue();
        }
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

    private static List<String> statuses(RunningEngine engine, String type) {
        List<String> statuses = new ArrayList<>();
        engine.resources(type)
                .path("entry")
                .forEach(entry ->
                        statuses.add(entry.path("resource").path("status").asText()));
        return statuses;
    }
}
