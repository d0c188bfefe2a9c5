package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.mllp.ScriptedReceiver;

/** A draft and its end in each of the write modes, on a real broker. */
class WriteModesIT {
    private static final String CLEAR = "FINDINGS: The lungs are clear. The heart is of normal size.";

    private static String oru(String id, int hour, String status, String text) {
        return ("MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|" + id + "|P|2.5.1\r"
                + "PID|1||Q1^^^NORTH^MR||Good^Greta||19610412|F\r"
                + "OBR|1|P1|F1|CXR^CHEST^L|||20260301080000|||||||||||||||202603010" + hour + "0000||RAD|" + status
                + "\rOBX|1|TX|CXR^CHEST^L||" + text + "||||||" + status + "\r");
    }

    @Test
    void single_calls_write_a_draft_and_take_it_back(@TempDir Path directory) {
        try (RunningEngine engine = new RunningEngine("mode-calls", directory, List.of("fhir.write-mode=calls"))) {
            draftAndSign(engine);
            JsonNode drafts = engine.resources("DiagnosticReport").path("entry");
            assertThat(drafts).hasSize(1);
            assertThat(drafts.get(0).path("resource").path("status").asText()).isEqualTo("cancelled");
            JsonNode tasks = engine.resources("Task").path("entry");
            assertThat(tasks.get(0).path("resource").path("status").asText()).isEqualTo("cancelled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"document-reference", "document-reference-calls"})
    void document_is_written_with_its_observations_and_superseded_by_the_signed_report(
            String mode, @TempDir Path directory) {
        List<String> sets = List.of(
                "fhir.write-mode=" + mode,
                "fhir.observations=true",
                "fhir.audit=true",
                "model.card-url=https://models.example/demo/README.md");
        try (RunningEngine engine = new RunningEngine("mode-" + mode, directory, sets)) {
            draftAndSign(engine);
            assertThat(engine.outcomes(2).get(0).path("resource").asText()).startsWith("DocumentReference/");
            List<JsonNode> documents = resources(engine, "DocumentReference");
            assertThat(documents)
                    .extracting(document -> document.path("status").asText())
                    .containsExactlyInAnyOrder("current", "superseded");
            assertThat(resources(engine, "Observation"))
                    .extracting(observation -> observation.path("status").asText())
                    .containsExactly("cancelled", "cancelled");
            assertThat(resources(engine, "Task"))
                    .extracting(task -> task.path("status").asText())
                    .containsExactly("cancelled");
            assertThat(resources(engine, "Provenance")).hasSize(2);
            // Beside those of what the engine read.
            assertThat(resources(engine, "AuditEvent"))
                    .extracting(event -> event.path("action").asText())
                    .containsOnlyOnce("C", "U");
            assertThat(resources(engine, "DiagnosticReport")).isEmpty();
        }
    }

    @Test
    void oru_goes_to_a_receiver_over_mllp_and_the_same_message_again_after_an_error(@TempDir Path directory) {
        try (ScriptedReceiver receiver = new ScriptedReceiver(
                        ScriptedReceiver.answers("AE"), ScriptedReceiver.closes(), ScriptedReceiver.answers("AA"));
                RunningEngine engine = new RunningEngine("mode-mllp", directory, mllp(receiver.port()))) {
            draftAndSign(engine);
            assertThat(receiver.ids()).hasSize(4);
            assertThat(receiver.ids().subList(0, 3)).containsOnly(receiver.ids().get(0));
            RadiologyReport draft = read(receiver.received().get(2).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(draft.status()).isEqualTo(ReportStatus.PRELIMINARY);
            assertThat(draft.key().accession()).isEqualTo("F1");
            assertThat(receiver.ids().get(3)).startsWith("X");
            assertThat(receiver.received().get(3)).contains("AI draft withdrawn: signed");
        }
    }

    @Test
    void draft_that_the_receiver_rejects_is_withheld_and_the_message_kept_without_its_words(@TempDir Path directory) {
        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answers("AR", "102"));
                RunningEngine engine = new RunningEngine("mode-mllp-refused", directory, mllp(receiver.port()))) {
            engine.sendOru(oru("M1", 8, "P", CLEAR));
            JsonNode outcome = engine.outcomes(1).get(0);
            assertThat(outcome.path("outcome").asText()).isEqualTo("withheld");
            assertThat(outcome.path("reason").asText()).isEqualTo("receiver_refused");
            ConsumerRecord<String, byte[]> error =
                    Broker.read(engine.topics.errors(), 1).get(0);
            assertThat(header(error, "reason")).isEqualTo("receiver_refused");
            assertThat(error.headers().toString()).doesNotContain("Roe");
        }
    }

    @Test
    void report_of_nobody_is_withheld_with_a_reason_of_its_own(@TempDir Path directory) {
        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answers("AA"));
                RunningEngine engine = new RunningEngine("mode-mllp-nobody", directory, mllp(receiver.port()))) {
            engine.sendOru(oru("M1", 8, "P", CLEAR).replace("Q1^^^NORTH^MR", ""));
            assertThat(engine.outcomes(1).get(0).path("reason").asText()).isEqualTo("no_patient_id");
            assertThat(header(Broker.read(engine.topics.errors(), 1).get(0), "reason"))
                    .isEqualTo("no_patient_id");
            assertThat(receiver.ids()).isEmpty();
        }
    }

    private static List<String> mllp(int port) {
        return List.of(
                "fhir.write-mode=oru",
                "fhir.oru-destination=mllp",
                "receiver.port=" + port,
                "outage.suspect-attempts=100",
                "outage.suspect-for=5m");
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<JsonNode> resources(RunningEngine engine, String type) {
        List<JsonNode> all = new ArrayList<>();
        engine.resources(type).path("entry").forEach(entry -> all.add(entry.path("resource")));
        return all;
    }

    @Test
    void kafka_gets_the_transaction_and_then_the_withdrawal_and_the_pair_counts_as_influenced(@TempDir Path directory)
            throws IOException {
        String written = Broker.topics("mode-kafka-written", 1).drafts();
        Path key = Files.writeString(directory.resolve("key"), "n1:correct horse battery staple\n");
        List<String> sets =
                List.of("fhir.write-mode=kafka", "fhir.written-topic=" + written, "training.key-file=" + key);
        try (RunningEngine engine = new RunningEngine("mode-kafka", directory, sets)) {
            draftAndSign(engine);
            List<ConsumerRecord<String, byte[]>> events = Broker.read(written, 2);
            assertThat(events).extracting(ConsumerRecord::key).containsOnly("RIS/NORTH|F1");
            JsonNode drafted = RunningEngine.json(events.get(0).value());
            JsonNode withdrawn = RunningEngine.json(events.get(1).value());
            assertThat(drafted.path("event").asText()).isEqualTo("drafted");
            assertThat(drafted.path("bundle").path("type").asText()).isEqualTo("transaction");
            assertThat(withdrawn.path("event").asText()).isEqualTo("withdrawn");
            assertThat(withdrawn.path("reason").asText()).isEqualTo("signed");
            assertThat(withdrawn.path("draft").asText())
                    .isEqualTo(drafted.path("draft").asText());
            assertThat(engine.resources("DiagnosticReport").path("entry")).isEmpty();
            JsonNode pair = RunningEngine.json(
                    Broker.read(engine.topics.training(), 1).get(0).value());
            assertThat(pair.path("aiInfluenced").asBoolean()).isTrue();
            assertThat(pair.has("editDistance")).isFalse();
        }
    }

    @Test
    void oru_carries_the_draft_as_preliminary_and_its_withdrawal_as_cancelled(@TempDir Path directory) {
        String written = Broker.topics("mode-oru-written", 1).drafts();
        List<String> sets = List.of("fhir.write-mode=oru", "fhir.written-topic=" + written);
        try (RunningEngine engine = new RunningEngine("mode-oru", directory, sets)) {
            draftAndSign(engine);
            List<ConsumerRecord<String, byte[]>> messages = Broker.read(written, 2);
            RadiologyReport draft = read(messages.get(0).value());
            assertThat(draft.status()).isEqualTo(ReportStatus.PRELIMINARY);
            assertThat(draft.text(SectionKind.IMPRESSION))
                    .hasValueSatisfying(text -> assertThat(text).startsWith("*** AI DRAFT"));
            assertThat(new String(messages.get(1).value(), StandardCharsets.UTF_8))
                    .contains("|F1|", "|X\r", "AI draft withdrawn: signed");
        }
    }

    private static void draftAndSign(RunningEngine engine) {
        engine.sendOru(oru("M1", 8, "P", CLEAR));
        assertThat(engine.outcomes(1).get(0).path("outcome").asText()).isEqualTo("drafted");
        engine.sendOru(oru("M2", 9, "F", CLEAR + "\\.br\\IMPRESSION: No acute abnormality."));
        assertThat(engine.outcomes(2).get(1).path("reason").asText()).isEqualTo("final_report");
    }

    private static RadiologyReport read(byte[] message) {
        return ((ReadOutcome.Read) new OruReader(SourceProfiles.defaults()).read(message)).report();
    }
}
