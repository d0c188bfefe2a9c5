package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.draft.StubModelServer;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.mllp.MllpClient;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** A report sent to the engine's own doors, through Kafka, to its draft. */
class DoorsIT {
    private static final String REPORT = """
            {"resourceType":"DiagnosticReport","id":"r1","status":"preliminary",
             "identifier":[{"type":{"coding":[{"code":"ACSN"}]},"system":"urn:ris","value":"F-1"}],
             "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"RAD"}]}],
             "code":{"text":"Chest"},"subject":{"display":"Sample, Sam"},
             "conclusion":"FINDINGS: The lungs are clear. The heart is of normal size."}""";

    @Test
    void report_over_mllp_and_report_of_a_subscription_are_drafted(@TempDir Path directory) throws Exception {
        Topics topics = Broker.topics("doors", 1);
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
        try (StubModelServer model = new StubModelServer();
                EmbeddedFhirServer fhir = EmbeddedFhirServer.start(directory.resolve("fhir"), 0);
                Engine engine = Engine.start(config(topics, fhir.baseUrl(), model.url(), secret), Clock.systemUTC())) {
            try (MllpClient client = MllpClient.connect(engine.mllpPort().orElseThrow())) {
                client.send(MllpClient.oru("A1"), MllpClient.oru("A2", "T|2.5.1"));
                assertThat(client.acks(2)).containsExactly("AA M-A1", "AR M-A2");
            }
            assertThat(notified(engine.subscriptionPort().orElseThrow())).isEqualTo(200);
            List<JsonNode> outcomes = Broker.read(topics.drafts(), 2).stream()
                    .map(record -> RunningEngine.json(record.value()))
                    .toList();
            assertThat(outcomes)
                    .extracting(outcome -> outcome.path("accession").asText() + " "
                            + outcome.path("outcome").asText())
                    .containsExactlyInAnyOrder("A1 drafted", "F-1 drafted");
        }
    }

    private static int notified(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/fhir/DiagnosticReport/r1"))
                .header("Content-Type", "application/fhir+json")
                .header("Authorization", "Bearer s3cret")
                .PUT(BodyPublishers.ofString(REPORT))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static EngineConfig config(Topics topics, URI fhir, URI model, Path secret) {
        List<String> sets = new ArrayList<>(List.of(
                "kafka.bootstrap-servers=" + Broker.address(),
                "kafka.group-id=" + topics.oru(),
                "kafka.consumers=1",
                "topics.oru=" + topics.oru(),
                "topics.fhir=" + topics.fhir(),
                "topics.drafts=" + topics.drafts(),
                "topics.errors=" + topics.errors(),
                "topics.state=" + topics.state(),
                "topics.control=" + topics.control(),
                "fhir.url=" + fhir,
                "model.url=" + model,
                "model.name=demo",
                "health.port=0",
                "mllp.enabled=true",
                "mllp.port=0",
                "subscription.enabled=true",
                "subscription.port=0",
                "subscription.token-file=" + secret));
        return EngineConfig.load(Optional.empty(), Map.of(), sets);
    }
}
