package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.draft.StubModelServer;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.mllp.MllpClient;

/** Reviews and merges of patients, on a real broker and a real FHIR server. */
class NoticesIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String CLEAR = "FINDINGS: The lungs are clear. The heart is of normal size.";
    private static final String EFFUSION = "FINDINGS: Small left pleural effusion. The heart is of normal size.";

    private static String oru(String id, String accession, String patient, int hour, String text) {
        return String.format(Locale.ROOT, """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|%1$s|P|2.5.1
                PID|1||%3$s^^^NORTH^MR||Good^Greta||19610412|F
                OBR|1|P1|%2$s|CXR^CHEST^L|||20260301080000|||||||||||||||20260301%4$02d0000||RAD|P||||||||1006&Reader&Rosa
                OBX|1|TX|CXR^CHEST^L||%5$s||||||P
                """, id, accession, patient, hour, text)
                .replace('\n', '\r');
    }

    private static String merge(String losing, String staying) {
        return String.format(Locale.ROOT, """
                MSH|^~\\&|ADT|NORTH|RADGPT|NORTH|20260301130000||ADT^A40^ADT_A39|A-%1$s|P|2.5.1
                EVN|A40|20260301130000
                PID|1||%2$s^^^NORTH^MR||Good^Greta||19610412|F
                MRG|%1$s^^^NORTH^MR
                """, losing, staying).replace('\n', '\r');
    }

    /** The Task as the EHR sends it after the radiologist is done. */
    private static String reviewed(RunningEngine engine, String outcome) {
        ObjectNode task = (ObjectNode)
                engine.resources("Task").path("entry").path(0).path("resource").deepCopy();
        task.put("status", "completed").put("lastModified", "2026-03-01T12:30:00Z");
        task.putObject("businessStatus")
                .putArray("coding")
                .addObject()
                .put("system", "https://radiologygpt.org/fhir/CodeSystem/review")
                .put("code", outcome);
        return task.toString();
    }

    @Test
    void accepted_draft_has_its_task_closed_and_its_verifier_named_once(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("accepted", directory, List.of("fhir.audit=true"))) {
            engine.sendOru(oru("M1", "F1", "Q1", 9, CLEAR));
            engine.outcomes(1);
            String review = reviewed(engine, "accepted");
            engine.sendFhir(review);
            engine.sendFhir(review);
            List<JsonNode> outcomes = engine.outcomes(3);
            assertThat(outcomes.subList(1, 3)).allSatisfy(outcome -> {
                assertThat(outcome.path("outcome").asText()).isEqualTo("skipped");
                assertThat(outcome.path("reason").asText()).isEqualTo("draft_reviewed");
                assertThat(outcome.path("review").asText()).isEqualTo("accepted");
            });
            assertThat(statuses(engine, "Task")).containsExactly("completed");
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("preliminary");
            List<JsonNode> verified = provenances(engine, "verifier");
            assertThat(verified).hasSize(1);
            assertThat(verified.get(0).toString()).contains("Rosa", "1006", engine.topics.fhir() + "-0-0");
            assertThat(verified.get(0).path("target").path(0).path("reference").asText())
                    .isEqualTo(outcomes.get(1).path("resource").asText());
            await().atMost(LONGEST).untilAsserted(() -> assertThat(
                            engine.resources("AuditEvent").toString())
                    .contains("\"code\":\"create\"", "\"code\":\"update\"", "\"code\":\"search\""));
        }
    }

    @Test
    void rejected_draft_is_taken_back_and_new_findings_are_drafted_anew(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("review-rejected", directory)) {
            engine.sendOru(oru("M1", "F1", "Q1", 9, CLEAR));
            engine.outcomes(1);
            String review = reviewed(engine, "rejected");
            engine.sendFhir(review);
            assertThat(engine.outcomes(2).get(1).path("cancelled")).hasSize(1);
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("cancelled");
            assertThat(provenances(engine, "verifier")).hasSize(1);
            engine.model.answer = prompt -> StubModelServer.Reply.text("Small left pleural effusion.", "stop");
            engine.sendOru(oru("M2", "F1", "Q1", 10, EFFUSION));
            assertThat(engine.outcomes(3).get(2).path("outcome").asText()).isEqualTo("drafted");
            engine.sendFhir(review);
            assertThat(engine.outcomes(4).get(3).path("reason").asText()).isEqualTo("older_draft");
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("cancelled", "preliminary");
        }
    }

    @Test
    void accepted_draft_is_taken_back_when_the_findings_change(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("acceptedthenedited", directory)) {
            engine.sendOru(oru("M1", "F1", "Q1", 9, CLEAR));
            engine.outcomes(1);
            engine.sendFhir(reviewed(engine, "accepted"));
            engine.outcomes(2);
            engine.model.answer = prompt -> StubModelServer.Reply.text("Small left pleural effusion.", "stop");
            engine.sendOru(oru("M2", "F1", "Q1", 10, EFFUSION));
            engine.outcomes(3);
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("cancelled", "preliminary");
            assertThat(statuses(engine, "Task")).containsExactly("completed", "requested");
        }
    }

    @Test
    void review_comes_through_the_endpoint_of_subscriptions(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret");
        List<String> sets =
                List.of("subscription.enabled=true", "subscription.port=0", "subscription.token-file=" + secret);
        try (RunningEngine engine = new RunningEngine("notified", directory, sets)) {
            engine.sendOru(oru("M1", "F1", "Q1", 9, CLEAR));
            engine.outcomes(1);
            assertThat(notify(engine, reviewed(engine, "edited"))).isEqualTo(200);
            assertThat(engine.outcomes(2).get(1).path("review").asText()).isEqualTo("edited");
            assertThat(Broker.read(engine.topics.fhir(), 1).get(0).key()).isEqualTo("RIS/NORTH|F1");
        }
    }

    @Test
    void merge_over_mllp_takes_the_losing_patients_drafts_back_and_leaves_others(@TempDir Path directory)
            throws Exception {
        try (RunningEngine engine =
                new RunningEngine("merged", directory, List.of("mllp.enabled=true", "mllp.port=0"))) {
            engine.sendOru(oru("M1", "F1", "Q1", 9, CLEAR));
            engine.sendOru(oru("M2", "F2", "Q2", 9, CLEAR));
            engine.outcomes(2);
            try (MllpClient client = MllpClient.connect(engine.engine.mllpPort().orElseThrow())) {
                client.send(merge("Q1", "Q2"));
                assertThat(client.acks(1)).containsExactly("AA A-Q1");
                JsonNode outcome = engine.outcomes(3).get(2);
                assertThat(outcome.path("outcome").asText()).isEqualTo("skipped");
                assertThat(outcome.path("reason").asText()).isEqualTo("patient_merged");
                assertThat(outcome.path("drafts").asInt()).isEqualTo(1);
                assertThat(outcome.toString()).doesNotContain("Q1", "Greta");
                client.send(merge("Q1", "Q2"));
                assertThat(engine.outcomes(4).get(3).path("drafts").asInt()).isZero();
            }
            assertThat(statuses(engine, "DiagnosticReport")).containsExactly("entered-in-error", "preliminary");
            assertThat(statuses(engine, "Task")).containsExactly("entered-in-error", "requested");
            assertThat(Broker.read(engine.topics.state(), records -> !records.isEmpty()))
                    .noneMatch(record -> new String(record.value(), StandardCharsets.UTF_8).contains("Q1"));
        }
    }

    @Test
    void merge_while_the_model_is_slow_drops_the_draft(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("mergedlate", directory, List.of("kafka.consumers=2"), 2)) {
            CountDownLatch answer = new CountDownLatch(1);
            engine.model.answer = prompt -> {
                awaited(answer);
                return StubModelServer.Reply.text("No acute abnormality.", "stop");
            };
            engine.sendOru(oru("M1", "F1", "Q1", 9, CLEAR));
            await().atMost(LONGEST).until(() -> engine.model.bodies.size() == 1);
            // Into the partition where nothing waits.
            String elsewhere = Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                    .filter(key -> partition(key) != partition("key"))
                    .findFirst()
                    .orElseThrow();
            Broker.send(engine.topics.oru(), elsewhere, merge("Q1", "Q2").getBytes(StandardCharsets.UTF_8));
            assertThat(engine.outcomes(1).get(0).path("reports").asInt()).isEqualTo(1);
            answer.countDown();
            assertThat(engine.outcomes(2))
                    .extracting(o ->
                            o.path("outcome").asText() + " " + o.path("reason").asText())
                    .containsOnly("skipped patient_merged");
            assertThat(statuses(engine, "DiagnosticReport")).isEmpty();
        }
    }

    private static int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % 2;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int notify(RunningEngine engine, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + engine.engine.subscriptionPort().orElseThrow() + "/fhir/Task/1"))
                .header("Content-Type", "application/fhir+json")
                .header("Authorization", "Bearer s3cret")
                .PUT(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static List<JsonNode> provenances(RunningEngine engine, String agent) {
        List<JsonNode> all = new ArrayList<>();
        engine.resources("Provenance").path("entry").forEach(entry -> {
            if (entry.toString().contains("\"" + agent + "\"")) {
                all.add(entry.path("resource"));
            }
        });
        return all;
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
