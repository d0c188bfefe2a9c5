package org.radiologygpt.routes.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.fhir.ReviewReader;
import org.radiologygpt.model.tls.ServerTls;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.http.HttpAddress;
import org.radiologygpt.routes.http.Secret;
import org.radiologygpt.routes.intake.IntakeException;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.tls.Certificates;

class SubscriptionServerTest {
    private static final String REPORT = """
            {"resourceType":"DiagnosticReport","id":"r1","status":"preliminary",
             "identifier":[{"type":{"coding":[{"code":"ACSN"}]},"system":"urn:ris","value":"F-1"}],
             "code":{"text":"Chest"},"conclusion":"The lungs of Doe are clear."}""";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<IntakeRecord> stored = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private CompletableFuture<Void> storage = CompletableFuture.completedFuture(null);
    private SubscriptionServer server;

    @BeforeEach
    void start() throws IOException {
        server = start(Optional.empty());
    }

    private SubscriptionServer start(Optional<SSLContext> tls) throws IOException {
        SubscriptionSettings settings = new SubscriptionSettings(
                new HttpAddress("127.0.0.1", 0, tls, tls.isPresent(), Duration.ofSeconds(20)),
                "/fhir",
                "Authorization",
                new Secret("s3cret"),
                10_000);
        return SubscriptionServer.start(
                settings,
                new DiagnosticReportReader(SourceProfiles.defaults())::read,
                new ReviewReader()::read,
                "fhir",
                "errors",
                entry -> {
                    stored.add(entry);
                    return storage;
                },
                registry);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /fhir/DiagnosticReport/r1, application/fhir+json",
        "POST, /fhir, application/fhir+json;charset=UTF-8",
        "POST, /fhir/DiagnosticReport, application/json",
    })
    void report_is_stored_as_received_before_it_is_answered(String method, String path, String type) throws Exception {
        assertThat(send(method, path, type, REPORT, "Bearer s3cret").statusCode())
                .isEqualTo(200);
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).topic()).isEqualTo("fhir");
        assertThat(stored.get(0).key()).isEqualTo("urn:ris|F-1");
        assertThat(stored.get(0).value()).isEqualTo(REPORT.getBytes(UTF_8));
    }

    @Test
    void secret_may_stand_alone_and_a_wrong_one_opens_nothing() throws Exception {
        assertThat(put(REPORT, "s3cret").statusCode()).isEqualTo(200);
        stored.clear();
        for (String wrong : List.of("", "Bearer ", "Bearer s3cre", "Bearer s3cret2", "Basic s3cret")) {
            assertOutcome(put(REPORT, wrong), 401, "login", "unauthorized");
        }
        assertThat(stored).isEmpty();
    }

    @Test
    void report_that_is_not_safe_is_not_answered_with_success() throws Exception {
        storage = CompletableFuture.failedFuture(new IntakeException(IntakeException.Kind.UNAVAILABLE, "down"));
        assertOutcome(put(REPORT, "Bearer s3cret"), 503, "transient", "storage_unavailable");
        storage = CompletableFuture.failedFuture(new IntakeException(IntakeException.Kind.TOO_LARGE, "large"));
        assertOutcome(put(REPORT, "Bearer s3cret"), 413, "too-long", "too_large");
    }

    @Test
    void bodies_that_are_no_report_are_refused_and_kept_with_their_reason() throws Exception {
        assertOutcome(put("{\"resourceType\":", "s3cret"), 400, "structure", "malformed_json");
        assertOutcome(put("<DiagnosticReport/>", "s3cret"), 415, "not-supported", "unsupported_message_type");
        assertOutcome(put("{\"name\":\"Doe\"}", "s3cret"), 400, "structure", "not_fhir");
        assertOutcome(
                put("{\"resourceType\":\"Patient\",\"id\":\"1\"}", "s3cret"),
                422,
                "processing",
                "not_a_diagnostic_report");
        assertThat(stored).extracting(IntakeRecord::topic).containsOnly("errors");
        assertThat(stored)
                .extracting(entry -> entry.headers().get("reason"))
                .containsExactly("malformed_json", "unsupported_message_type", "not_fhir", "not_a_diagnostic_report");
        assertThat(stored).extracting(entry -> entry.headers().get("stage")).containsOnly("receive");
    }

    @Test
    void requests_that_are_no_notification_with_payload_are_refused_unread() throws Exception {
        assertOutcome(
                send("POST", "/fhir", "application/fhir+xml", "<x/>", "s3cret"),
                415,
                "not-supported",
                "unsupported_media_type");
        assertOutcome(put("x".repeat(10_001), "s3cret"), 413, "too-long", "too_large");
        HttpResponse<String> deleted = send("DELETE", "/fhir/DiagnosticReport/r1", "application/json", "", "s3cret");
        assertOutcome(deleted, 405, "not-supported", "method_not_allowed");
        assertThat(deleted.headers().firstValue("Allow")).contains("POST, PUT");
        assertThat(send("POST", "/fhirs", "application/json", REPORT, "s3cret").statusCode())
                .isEqualTo(404);
        assertThat(stored).isEmpty();
    }

    @Test
    void review_is_stored_under_the_key_of_its_report() throws Exception {
        String task =
                "{\"resourceType\":\"Task\",\"status\":\"rejected\",\"intent\":\"order\",\"identifier\":[{\"system\":"
                        + "\"https://radiologygpt.org/fhir/identifier/review-task\",\"value\":\"urn:ris|F-1|20260301|1\"}]}";
        assertThat(put(task, "s3cret").statusCode()).isEqualTo(200);
        assertThat(put(task.replace("rejected", "requested"), "s3cret").statusCode())
                .isEqualTo(200);
        assertThat(stored).extracting(IntakeRecord::topic).containsOnly("fhir");
        assertThat(stored).extracting(IntakeRecord::key).containsOnly("urn:ris|F-1");
        assertOutcome(put(task.replace("rejected", "completed"), "s3cret"), 422, "processing", "unknown_status");
    }

    @Test
    void notification_without_payload_is_taken_and_counted() throws Exception {
        HttpRequest empty = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/fhir"))
                .header("Authorization", "Bearer s3cret")
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(empty, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(registry.counter("radiology.subscription.requests", "status", "202", "reason", "no_payload")
                        .count())
                .isEqualTo(1);
        assertThat(stored).isEmpty();
    }

    @Test
    void body_of_unknown_length_is_bounded_too() throws Exception {
        HttpRequest request = request("/fhir", "application/json", "s3cret")
                .method("PUT", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000])))
                .build();
        assertOutcome(http.send(request, BodyHandlers.ofString()), 413, "too-long", "too_large");
    }

    @Test
    void requests_are_counted_by_typed_codes() throws Exception {
        put(REPORT, "s3cret");
        put(REPORT, "wrong");
        assertThat(registry.counter("radiology.subscription.requests", "status", "200", "reason", "stored")
                        .count())
                .isEqualTo(1);
        assertThat(registry.counter("radiology.subscription.requests", "status", "401", "reason", "unauthorized")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void report_comes_over_tls_from_a_server_with_a_trusted_certificate(@TempDir Path directory) throws Exception {
        Path own = Certificates.pkcs12(directory, "engine", "EC");
        Path ehr = Certificates.pkcs12(directory, "ehr", "EC");
        Path stranger = Certificates.pkcs12(directory, "stranger", "EC");
        try (SubscriptionServer secure = start(Optional.of(tls(own, ehr)))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + secure.port() + "/fhir"))
                    .header("Content-Type", "application/fhir+json")
                    .header("Authorization", "Bearer s3cret")
                    .PUT(BodyPublishers.ofString(REPORT))
                    .build();
            HttpClient trusted =
                    HttpClient.newBuilder().sslContext(tls(ehr, own)).build();
            assertThat(trusted.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            HttpClient unknown =
                    HttpClient.newBuilder().sslContext(tls(stranger, own)).build();
            assertThatThrownBy(() -> unknown.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(stored).hasSize(1);
    }

    private static SSLContext tls(Path own, Path trusted) {
        return ServerTls.context(new TlsFiles(own, Optional.empty(), Certificates.PASSWORD, Optional.of(trusted)));
    }

    private static void assertOutcome(HttpResponse<String> response, int status, String issue, String reason)
            throws IOException {
        JsonNode outcome = new ObjectMapper().readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(outcome.at("/issue/0/code").asText()).isEqualTo(issue);
        assertThat(outcome.at("/issue/0/diagnostics").asText()).isEqualTo(reason);
        assertThat(response.body()).doesNotContain("Doe");
    }

    private HttpResponse<String> put(String body, String secret) throws Exception {
        return send("PUT", "/fhir/DiagnosticReport/r1", "application/fhir+json", body, secret);
    }

    private HttpResponse<String> send(String method, String path, String type, String body, String secret)
            throws Exception {
        HttpRequest request = request(path, type, secret)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String type, String secret) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", type)
                .header("Authorization", secret);
    }
}
