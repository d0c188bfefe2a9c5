package org.radiologygpt.routes.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftReview;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.FhirStore;
import org.radiologygpt.fhir.RestFhirStore;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;
import org.radiologygpt.routes.writeback.StoreException.Kind;

class FhirDraftStoreTest {
    private static final String NOTHING = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}";

    private HttpServer server;
    private volatile int searches = 200;
    private volatile int writes = 200;
    private volatile String retryAfter = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void draft_is_read_back_with_its_origin_and_without_the_banner(@TempDir Path directory) {
        try (EmbeddedFhirServer fhir = EmbeddedFhirServer.start(directory, 0)) {
            DraftStore store = store(fhir.baseUrl());
            StoredDraft stored = store.write(report(), draft("No acute disease."), "radiology.oru-0-17");
            assertThat(stored.origin()).isEqualTo("radiology.oru-0-17");
            assertThat(stored.impression()).isEqualTo("No acute disease.");
            assertThat(store.find(draft("").idempotencyKey())).contains(stored);
        }
    }

    @Test
    void second_writer_gets_the_draft_of_the_first(@TempDir Path directory) {
        try (EmbeddedFhirServer fhir = EmbeddedFhirServer.start(directory, 0)) {
            DraftStore store = store(fhir.baseUrl());
            StoredDraft first = store.write(report(), draft("First."), "radiology.oru-0-17");
            assertThat(store.write(report(), draft("Second."), "radiology.oru-1-3"))
                    .isEqualTo(first);
        }
    }

    @Test
    void draft_is_taken_back_once_and_a_draft_that_is_not_there_is_no_error(@TempDir Path directory) {
        try (EmbeddedFhirServer fhir = EmbeddedFhirServer.start(directory, 0)) {
            DraftStore store = store(fhir.baseUrl());
            String key = draft("").idempotencyKey();
            assertThat(store.cancel(key, CancelReason.SIGNED, "radiology.oru-0-18"))
                    .isEmpty();
            store.write(report(), draft("No acute disease."), "radiology.oru-0-17");
            FhirStore plain = new RestFhirStore(FhirEndpoint.open(fhir.baseUrl()), Clock.systemUTC());
            assertThat(store.cancel(key, CancelReason.SIGNED, "radiology.oru-0-18"))
                    .hasValueSatisfying(taken -> assertThat(taken.impression()).isEqualTo("No acute disease."));
            assertThat(plain.findDraft(key)).hasValueSatisfying(stored -> {
                assertThat(stored.status()).isEqualTo("cancelled");
                assertThat(stored.versionId()).isEqualTo("2");
            });
            assertThat(store.cancel(key, CancelReason.WITHDRAWN, "radiology.oru-0-19"))
                    .isPresent();
            assertThat(plain.findDraft(key))
                    .hasValueSatisfying(stored -> assertThat(stored.versionId()).isEqualTo("2"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, 200, REFUSED",
        "422, 200, REFUSED",
        "401, 401, UNAUTHORIZED",
        "403, 403, UNAUTHORIZED",
        "503, 503, UNAVAILABLE",
        "500, 500, UNAVAILABLE",
        "500, 200, FAILED",
        "409, 200, FAILED",
    })
    void failed_write_is_judged_by_whether_searches_answer(int write, int search, Kind kind) {
        writes = write;
        searches = search;
        assertThat(failure().kind()).isEqualTo(kind);
    }

    @Test
    void server_that_asks_for_time_gets_it() {
        writes = 429;
        retryAfter = "7";
        StoreException failure = failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void failure_repeats_no_words_of_the_server() {
        writes = 422;
        assertThat(failure()).hasMessageNotContaining("Quackenbush").hasNoCause();
    }

    private StoreException failure() {
        DraftStore store =
                store(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir"));
        return catchThrowableOfType(StoreException.class, () -> store.write(report(), draft("x"), "radiology.oru-0-1"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = exchange.getRequestMethod().equals("POST") ? writes : searches;
        String outcome =
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"invalid\","
                        + "\"diagnostics\":\"Quackenbush\"}]}";
        byte[] body = (status == 200 ? NOTHING : outcome).getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static DraftStore store(URI base) {
        DraftSettings settings = DraftSettings.defaults("test");
        return new FhirDraftStore(
                new RestFhirStore(FhirEndpoint.open(base), Clock.systemUTC()),
                new DraftBundle(settings, Clock.systemUTC()),
                new DraftWithdrawal(settings, Clock.systemUTC()),
                new DraftReview(settings, Clock.systemUTC()),
                settings.banner());
    }

    private static Draft draft(String impression) {
        return new Draft(
                new ReportKey("RIS", "A1"),
                "20260301",
                1,
                impression,
                List.of(),
                new ModelIdentity("demo", "sha256:00", ""),
                "impression-alpaca-v1",
                "00",
                10,
                5,
                1);
    }

    private static RadiologyReport report() {
        return new RadiologyReport(
                new ReportKey("RIS", "A1"),
                "M1",
                Instant.parse("2026-03-01T12:00:00Z"),
                "20260301",
                ReportStatus.PRELIMINARY,
                Patient.unknown(),
                new Order("", "", "A1", List.of(), "RAD", Optional.empty(), "", PersonName.of("", ""), ""),
                List.of(new Section(SectionKind.FINDINGS, "The lungs are clear.")),
                List.of(),
                List.of(),
                "",
                List.of());
    }
}
