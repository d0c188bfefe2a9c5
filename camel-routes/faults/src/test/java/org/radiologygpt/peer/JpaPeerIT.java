package org.radiologygpt.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.FhirJson;
import org.radiologygpt.fhir.FhirR4;
import org.radiologygpt.fhir.FhirStore;
import org.radiologygpt.fhir.FhirStoreException;
import org.radiologygpt.fhir.ReportBundle;
import org.radiologygpt.fhir.RestFhirStore;
import org.radiologygpt.fhir.StoredDraft;
import org.radiologygpt.hl7v2.OruReader;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.SourceProfiles;

/** Drafts against a FHIR server that we did not write: HAPI's JPA server, with its own rules about conditions. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class JpaPeerIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private static Process process;
    private static URI base;
    private static FhirStore store;

    @BeforeAll
    static void start() throws IOException {
        long started = System.nanoTime();
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JpaPeer.class.getName()))
                .redirectError(Path.of("target", "jpa-peer.err").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith(JpaPeer.READY)) {
            line = out.readLine();
        }
        assertThat(line)
                .as("the JPA server ended before it was ready, see target/jpa-peer.err")
                .isNotNull();
        base = URI.create(line.substring(JpaPeer.READY.length()));
        FhirEndpoint endpoint = new FhirEndpoint(base, Duration.ofSeconds(10), Duration.ofSeconds(120), 8, () -> "");
        store = new RestFhirStore(endpoint, Clock.systemUTC());
        report("ready after", started);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        report("ended", System.nanoTime());
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Test
    void transaction_is_taken_and_its_replay_changes_nothing() throws Exception {
        assertThat(store.findDraft("RIS|J-1|v1|1")).isEmpty();
        store.write(bundle("J-1"));
        StoredDraft first = store.findDraft("RIS|J-1|v1|1").orElseThrow();
        assertThat(first.status()).isEqualTo("preliminary");
        assertThat(first.versionId()).isEqualTo("1");

        store.write(bundle("J-1"));

        assertThat(store.findDraft("RIS|J-1|v1|1")).contains(first);
        List<DiagnosticReport> drafts = found(DiagnosticReport.class, "identifier=urn%3Aid%3ARIS%7CJ-1");
        assertThat(drafts).singleElement().satisfies(draft -> {
            assertThat(draft.getMeta().getSecurity())
                    .anyMatch(label -> label.getCode().equals("AIAST"));
            assertThat(draft.getSubject().getIdentifier().getValue()).isEqualTo("MRN-9");
        });
        List<Provenance> provenances = found(Provenance.class, "target=" + first.reference());
        assertThat(provenances).singleElement().satisfies(provenance -> {
            assertThat(provenance.getMeta().getVersionId()).isEqualTo("1");
            assertThat(provenance.getAgent())
                    .allSatisfy(
                            agent -> assertThat(agent.getWho().getReference()).startsWith("Device/"));
        });
        assertThat(found(Task.class, "focus=" + first.reference())).hasSize(1);
    }

    @Test
    void converted_message_posted_twice_changes_nothing_and_its_next_version_updates_the_report() throws Exception {
        Bundle first = converted("20260301120000", "P", "No pneumothorax.");
        assertThat(post(first)).allMatch(status -> status.startsWith("201"));
        List<Resource> stored = stored();

        assertThat(post(first)).allMatch(status -> status.startsWith("200"));

        assertThat(stored)
                .extracting(Resource::fhirType)
                .contains(
                        "DiagnosticReport",
                        "Observation",
                        "Patient",
                        "ServiceRequest",
                        "Encounter",
                        "Practitioner",
                        "Provenance");
        assertThat(versions(stored())).isEqualTo(versions(stored));
        post(converted("20260301130000", "F", "Small pneumothorax."));
        assertThat(stored())
                .filteredOn(DiagnosticReport.class::isInstance)
                .singleElement()
                .satisfies(report -> {
                    assertThat(((DiagnosticReport) report).getStatus())
                            .isEqualTo(DiagnosticReport.DiagnosticReportStatus.FINAL);
                    assertThat(report.getMeta().getVersionId()).isEqualTo("2");
                });
        assertThat(stored())
                .filteredOn(org.hl7.fhir.r4.model.Patient.class::isInstance)
                .hasSize(1);
    }

    @Test
    void eight_writers_of_one_draft_leave_one_set_once_the_losers_have_retried() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Void> writer = () -> {
            writeUntilTaken(bundle("J-8"));
            return null;
        };
        for (Future<Void> done :
                threads.invokeAll(Stream.generate(() -> writer).limit(8).toList())) {
            done.get();
        }
        threads.shutdown();
        List<DiagnosticReport> drafts = found(DiagnosticReport.class, "identifier=urn%3Aid%3ARIS%7CJ-8");
        assertThat(drafts).hasSize(1);
        String reference = "DiagnosticReport/" + drafts.get(0).getIdElement().getIdPart();
        assertThat(drafts.get(0).getMeta().getVersionId()).isEqualTo("1");
        assertThat(found(Provenance.class, "target=" + reference)).hasSize(1);
        assertThat(found(Task.class, "focus=" + reference)).hasSize(1);
    }

    private static Bundle converted(String time, String status, String impression) {
        String message = "MSH|^~\\&|RIS|NORTH|||" + time + "||ORU^R01|M" + time + "|P|2.5.1\r"
                + "PID|1||MRN-C^^^NORTH^MR||Sample^Ada||19500102|F\r"
                + "PV1|1|O|||||||||||||||||V-C^^^NORTH\r"
                + "OBR|1|P-C|C-1|71046^Chest 2 views^L|||20260301113000|||||||||1005^Order^Olga^^^Dr||||||" + time
                + "||RAD|" + status + "|||||||1006&Reader&Rosa\r"
                + "OBX|1|TX|19005-8^Impression^LN||" + impression + "||||||" + status + "\r"
                + "OBX|2|NM|18148-7^Aorta diameter^LN||32|mm|||||" + status + "\r";
        ReadOutcome outcome = new OruReader(SourceProfiles.defaults()).read(message.getBytes(StandardCharsets.UTF_8));
        return new ReportBundle(CLOCK).of(((ReadOutcome.Read) outcome).report());
    }

    /** The statuses of the transaction's entries. */
    private static List<String> post(Bundle bundle) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofByteArray(FhirJson.bytes(bundle)))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ((Bundle) FhirR4.json().parseResource(response.body()))
                .getEntry().stream()
                        .map(entry -> entry.getResponse().getStatus())
                        .toList();
    }

    /** What the conversion left on the server. */
    private static List<Resource> stored() throws Exception {
        List<Resource> all = new ArrayList<>(found(DiagnosticReport.class, "identifier=C-1"));
        all.addAll(found(Observation.class, "patient.identifier=MRN-C"));
        all.addAll(found(org.hl7.fhir.r4.model.Patient.class, "identifier=MRN-C"));
        all.addAll(found(ServiceRequest.class, "patient.identifier=MRN-C"));
        all.addAll(found(Encounter.class, "patient.identifier=MRN-C"));
        all.addAll(found(Practitioner.class, "identifier=1005,1006"));
        all.addAll(found(Provenance.class, "target=" + all.get(0).getIdElement().toUnqualifiedVersionless()));
        return all;
    }

    private static List<String> versions(List<Resource> resources) {
        return resources.stream().map(JpaPeerIT::version).toList();
    }

    private static String version(Resource resource) {
        return resource.getIdElement().toUnqualified().getValue();
    }

    /** What the routes' retry does with a conflict, at most as often as there are writers. */
    private static void writeUntilTaken(Bundle bundle) {
        for (int attempt = 1; ; attempt++) {
            try {
                store.write(bundle);
                return;
            } catch (FhirStoreException conflict) {
                assertThat(conflict.kind()).isEqualTo(FhirStoreException.Kind.RETRYABLE);
                if (attempt == 8) {
                    throw conflict;
                }
            }
        }
    }

    private static <T extends Resource> List<T> found(Class<T> type, String query) throws Exception {
        URI search = URI.create(base + "/" + type.getSimpleName() + "?" + query);
        String json = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(search).build(), BodyHandlers.ofString())
                .body();
        return ((Bundle) FhirR4.json().parseResource(json))
                .getEntry().stream()
                        .map(BundleEntryComponent::getResource)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList();
    }

    /** Seconds, and the peak of the peer's resident memory where /proc tells it. */
    private static void report(String what, long since) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        String peak = Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("")
                : "";
        String cpu = process.info().totalCpuDuration().map(Duration::toString).orElse("");
        System.out.println("JPA peer " + what + " " + (System.nanoTime() - since) / 1_000_000_000 + " s, CPU " + cpu
                + ", " + peak.replaceAll("\\s+", " "));
    }

    private static Bundle bundle(String accession) {
        ReportKey key = new ReportKey("RIS", accession);
        RadiologyReport report = new RadiologyReport(
                key,
                "MSG-" + accession,
                CLOCK.instant(),
                "v1",
                ReportStatus.PRELIMINARY,
                new Patient(List.of(new Identifier("NORTH", "MRN-9", "MR")), List.of(), Optional.empty(), "", ""),
                new Order(
                        "P-1",
                        accession,
                        accession,
                        List.of(),
                        "CT",
                        Optional.of(CLOCK.instant()),
                        "",
                        PersonName.of("Novak", "Petra"),
                        ""),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of());
        Draft draft = new Draft(
                key,
                "v1",
                1,
                "No acute abnormality.",
                List.of(GuardVerdict.pass("laterality"), new GuardVerdict("length", GuardVerdict.Verdict.FLAG, "long")),
                new ModelIdentity("demo", "sha256:ab", "north-v3"),
                "alpaca-impression-1",
                "c0ffee",
                10,
                5,
                100);
        return new DraftBundle(DraftSettings.defaults("0.1.0"), CLOCK).of(report, draft);
    }
}
