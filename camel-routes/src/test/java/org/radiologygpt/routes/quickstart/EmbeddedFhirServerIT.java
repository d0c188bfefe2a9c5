package org.radiologygpt.routes.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.FhirR4;
import org.radiologygpt.fhir.FhirStore;
import org.radiologygpt.fhir.RestFhirStore;
import org.radiologygpt.fhir.StoredDraft;

class EmbeddedFhirServerIT {
    private static final List<String> TYPES = List.of("DiagnosticReport", "Provenance", "Task");

    @TempDir
    static Path directory;

    private static EmbeddedFhirServer server;
    private static FhirStore store;
    private static IGenericClient client;

    @BeforeAll
    static void start() {
        server = EmbeddedFhirServer.start(directory.resolve("shared"), 0);
        store = store(server.baseUrl());
        client = client(server.baseUrl());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void draft_is_found_over_http_as_preliminary_with_label_provenance_and_task() throws Exception {
        store.write(Drafts.bundle("A-1"));
        StoredDraft stored = store.findDraft(Drafts.key("A-1")).orElseThrow();
        assertThat(stored.status()).isEqualTo("preliminary");
        assertThat(stored.versionId()).isEqualTo("1");

        String labelled = get("DiagnosticReport?status=preliminary&_count=500"
                + "&_security=http://terminology.hl7.org/CodeSystem/v3-ObservationValue%7CAIAST");
        assertThat(labelled).contains(stored.reference().replace("DiagnosticReport/", "\"id\": \""));
        Provenance provenance = only(Provenance.class, "Provenance?target=" + stored.reference());
        assertThat(provenance.getAgent())
                .allSatisfy(agent -> assertThat(agent.getWho().getReference()).startsWith("Device/"));
        Task task = only(Task.class, "Task?focus=" + stored.reference());
        assertThat(task.getStatus().toCode()).isEqualTo("requested");
        assertThat(only(
                        DiagnosticReport.class,
                        "DiagnosticReport?subject:identifier=urn:id:NORTH%7CMRN-9&identifier=" + "urn:id:RIS%7CA-1"))
                .isNotNull();
    }

    @Test
    void draft_written_twice_is_one_draft_of_one_version() throws Exception {
        store.write(Drafts.bundle("A-2"));
        StoredDraft first = store.findDraft(Drafts.key("A-2")).orElseThrow();
        List<Integer> before = counts(server.baseUrl());
        store.write(Drafts.bundle("A-2"));
        assertThat(store.findDraft(Drafts.key("A-2"))).contains(first);
        assertThat(counts(server.baseUrl())).isEqualTo(before);
    }

    @Test
    void eight_writers_of_one_draft_make_one_set_of_resources() throws Exception {
        try (EmbeddedFhirServer fresh = EmbeddedFhirServer.start(directory.resolve("parallel"), 0)) {
            FhirStore shared = store(fresh.baseUrl());
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Callable<Void>> writers = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Void>) () -> {
                        shared.write(Drafts.bundle("A-3"));
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
            threads.shutdown();
            assertThat(counts(fresh.baseUrl())).containsExactly(1, 1, 1);
            assertThat(count(fresh.baseUrl(), "Device")).isEqualTo(2);
        }
    }

    @Test
    void acknowledged_drafts_survive_kill_and_replay_after_it_changes_nothing() throws Exception {
        Path data = directory.resolve("killed");
        try (FhirServerProcess process = FhirServerProcess.start(data)) {
            FhirStore remote = store(process.base());
            IntStream.range(0, 20).forEach(i -> remote.write(Drafts.bundle("K-" + i)));
            process.kill();
        }
        try (EmbeddedFhirServer restarted = EmbeddedFhirServer.start(data, 0)) {
            assertThat(counts(restarted.baseUrl())).containsExactly(20, 20, 20);
            store(restarted.baseUrl()).write(Drafts.bundle("K-7"));
            assertThat(counts(restarted.baseUrl())).containsExactly(20, 20, 20);
        }
    }

    @Test
    void transaction_with_one_bad_entry_leaves_nothing() throws Exception {
        List<Integer> before = counts(server.baseUrl());
        Bundle bundle = Drafts.bundle("A-4");
        bundle.getEntry().get(bundle.getEntry().size() - 1).getRequest().setMethod(HTTPVerb.PATCH);
        assertThatThrownBy(() -> client.transaction().withBundle(bundle).execute())
                .isInstanceOf(InvalidRequestException.class);
        assertThat(counts(server.baseUrl())).isEqualTo(before);
        assertThat(store.findDraft(Drafts.key("A-4"))).isEmpty();
    }

    @Test
    void update_makes_a_version_that_history_keeps_and_if_match_guards() {
        store.write(Drafts.bundle("A-5"));
        DiagnosticReport draft = client.read()
                .resource(DiagnosticReport.class)
                .withUrl(store.findDraft(Drafts.key("A-5")).orElseThrow().reference())
                .execute();
        draft.setStatus(DiagnosticReportStatus.CANCELLED);
        MethodOutcome updated = client.update()
                .resource(draft)
                .withAdditionalHeader("If-Match", "W/\"1\"")
                .execute();
        assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
        assertThatThrownBy(() -> client.update()
                        .resource(draft.copy().setStatus(DiagnosticReportStatus.FINAL))
                        .withAdditionalHeader("If-Match", "W/\"1\"")
                        .execute())
                .isInstanceOf(PreconditionFailedException.class);
        DiagnosticReport first = client.read()
                .resource(DiagnosticReport.class)
                .withIdAndVersion(draft.getIdElement().getIdPart(), "1")
                .execute();
        assertThat(first.getStatus()).isEqualTo(DiagnosticReportStatus.PRELIMINARY);
        assertThat(client.history()
                        .onInstance(draft.getIdElement().toUnqualifiedVersionless())
                        .returnBundle(Bundle.class)
                        .execute()
                        .getEntry())
                .hasSize(2);
    }

    @Test
    void conditional_update_creates_then_updates_and_same_content_is_no_new_version() {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem("urn:id:NORTH").setValue("P|1");
        patient.addName().setFamily("Test");
        String url = "Patient?identifier=urn:id:NORTH%7CP%5C%7C1";
        assertThat(client.update()
                        .resource(patient.copy())
                        .conditionalByUrl(url)
                        .execute()
                        .getCreated())
                .isTrue();
        assertThat(client.update()
                        .resource(patient.copy())
                        .conditionalByUrl(url)
                        .execute()
                        .getId()
                        .getVersionIdPart())
                .isEqualTo("1");
        patient.getNameFirstRep().setFamily("Tested");
        assertThat(client.update()
                        .resource(patient.copy())
                        .conditionalByUrl(url)
                        .execute()
                        .getId()
                        .getVersionIdPart())
                .isEqualTo("2");
        MethodOutcome again =
                client.create().resource(patient.copy()).conditionalByUrl(url).execute();
        assertThat(again.getId().getVersionIdPart()).isEqualTo("2");
    }

    @Test
    void reference_to_no_entry_and_unknown_parameter_are_refused() throws Exception {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        Task task = new Task();
        task.getFocus().setReference("urn:uuid:00000000-0000-0000-0000-000000000000");
        bundle.addEntry()
                .setResource(task)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Task");
        assertThatThrownBy(() -> client.transaction().withBundle(bundle).execute())
                .isInstanceOf(InvalidRequestException.class);
        assertThat(status("Task?colour=blue")).isEqualTo(400);
        assertThat(status("metadata")).isEqualTo(200);
    }

    @Test
    void answer_to_a_malformed_resource_quotes_nothing_of_it() throws Exception {
        String patient = "{\"resourceType\":\"Patient\",\"birthDate\":\"Quistgaard\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/Patient"))
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(patient))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Quistgaard").contains("HAPI-");
    }

    @Test
    void directory_of_a_running_server_is_refused() {
        assertThatThrownBy(() -> EmbeddedFhirServer.start(directory.resolve("shared"), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use");
    }

    private static List<Integer> counts(URI base) throws Exception {
        List<Integer> counts = new ArrayList<>();
        for (String type : TYPES) {
            counts.add(count(base, type));
        }
        return counts;
    }

    private static int count(URI base, String type) throws Exception {
        return parse(get(URI.create(base + "/" + type + "?_count=1000"))).getTotal();
    }

    private static <T> T only(Class<T> type, String search) throws Exception {
        List<T> found = parse(get(search)).getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.toList());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Bundle parse(String json) {
        return (Bundle) FhirR4.json().parseResource(json);
    }

    private static String get(String path) throws Exception {
        return get(URI.create(server.baseUrl() + "/" + path));
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static int status(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/" + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static FhirStore store(URI base) {
        return new RestFhirStore(FhirEndpoint.open(base), Clock.systemUTC());
    }

    private static IGenericClient client(URI base) {
        ApacheRestfulClientFactory factory = new ApacheRestfulClientFactory(FhirR4.context());
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        return factory.newGenericClient(base.toString());
    }
}
