package org.radiologygpt.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.fhir.FhirStoreException.Kind;
import org.radiologygpt.report.RadiologyReport;

/** The REST store against scripted answers; against real servers see the integration tests. */
class RestFhirStoreTest {
    private static final String KEY = "RIS|NORTH|A-1001|20260301113000|1";
    private static final String OUTCOME = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"duplicate",
            "diagnostics":"Jane Roe MRN-9 is there already"}]}""";

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private volatile Answer answer = new Answer(200, "{}", "");

    private static final int HANGING = -2;
    private static final int CUT = -3;
    private final CountDownLatch released = new CountDownLatch(1);

    private record Answer(int status, String body, String retryAfter) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", this::respond);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400,PERMANENT", "401,UNAUTHORIZED", "403,UNAUTHORIZED", "404,RETRYABLE", "408,RETRYABLE", "409,RETRYABLE",
        "410,PERMANENT", "412,RETRYABLE", "413,PERMANENT", "422,PERMANENT", "429,RETRYABLE", "500,RETRYABLE",
        "501,RETRYABLE", "502,RETRYABLE", "503,RETRYABLE", "504,RETRYABLE"
    })
    void each_http_status_has_its_kind_and_no_text_of_the_server(int status, Kind kind) {
        answer = new Answer(status, OUTCOME, "7");
        FhirStoreException failure = failureOfWrite();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure.issueCodes()).containsExactly("duplicate");
        assertThat(failure).hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("Roe", "MRN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Sun, 01 Mar 2026 12:00:30 GMT; PT29.877S",
                "Sun, 01 Mar 2026 11:00:00 GMT; PT0S",
                "0; PT0S",
                "120; PT2M",
            })
    void time_that_a_server_asks_for_is_read_as_seconds_and_as_a_date(String header, Duration wait) {
        answer = new Answer(503, OUTCOME, header);
        assertThat(failureOfWrite().retryAfter()).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "Jane Roe"})
    void time_that_is_none_is_no_wait(String header) {
        answer = new Answer(429, OUTCOME, header);
        FhirStoreException failure = failureOfWrite();
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.getMessage()).doesNotContain("Roe");
    }

    @Test
    void server_that_does_not_answer_in_time_is_retryable() {
        answer = new Answer(HANGING, "", "");
        FhirStoreException failure = catchThrowableOfType(
                FhirStoreException.class, () -> store(Duration.ofMillis(300)).write(bundle()));
        released.countDown();
        assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
        assertThat(failure.httpStatus()).isZero();
    }

    @Test
    void answer_that_is_cut_off_is_retryable() {
        answer = new Answer(CUT, "", "");
        assertThat(failureOfWrite().kind()).isEqualTo(Kind.RETRYABLE);
    }

    @Test
    void silent_and_absent_servers_are_retryable() {
        answer = new Answer(-1, "", "");
        assertThat(failureOfWrite().kind()).isEqualTo(Kind.RETRYABLE);
        server.stop(0);
        FhirStoreException failure = failureOfWrite();
        assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
        assertThat(failure.httpStatus()).isZero();
    }

    @Test
    void answer_that_is_no_fhir_is_not_taken_for_success() {
        answer = new Answer(200, "<html>login Jane Roe</html>", "");
        FhirStoreException failure = failureOfWrite();
        assertThat(failure.getMessage()).doesNotContain("Roe");
        assertThat(failure.kind())
                .as("a proxy's page is no verdict on the draft")
                .isEqualTo(Kind.RETRYABLE);
        answer = new Answer(200, "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}", "");
        assertThat(failureOfWrite().kind()).isEqualTo(Kind.PERMANENT);
    }

    @Test
    void transaction_goes_to_the_base_with_the_bearer_token_and_without_asking_for_metadata() {
        String entry = "{\"response\":{\"status\":\"201 Created\"}}";
        answer = new Answer(
                200,
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":["
                        + String.join(",", List.of(entry, entry, entry, entry, entry)) + "]}",
                "");
        assertThatCode(() -> store().write(bundle())).doesNotThrowAnyException();
        assertThat(requests).containsExactly("POST /fhir Bearer s3cret");
    }

    @Test
    void draft_is_found_by_its_exact_key() {
        answer = new Answer(200, searchset(KEY), "");
        assertThat(store().findDraft(KEY)).contains(new StoredDraft("DiagnosticReport/5", "2", "preliminary", "", ""));
        answer = new Answer(200, searchset("RIS|NORTH|A-1001|20260301113000|2"), "");
        assertThat(store().findDraft(KEY)).isEqualTo(Optional.empty());
        assertThat(requests.get(0)).contains("DiagnosticReport?identifier=").contains("RIS%5C%7CNORTH%5C%7CA-1001");
    }

    private static String searchset(String key) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"resourceType\":"
                + "\"DiagnosticReport\",\"id\":\"5\",\"meta\":{\"versionId\":\"2\"},\"status\":\"preliminary\","
                + "\"identifier\":[{\"system\":\"" + FhirUris.DRAFT + "\",\"value\":\"" + key + "\"}]}}]}";
    }

    private FhirStoreException failureOfWrite() {
        return catchThrowableOfType(FhirStoreException.class, () -> store().write(bundle()));
    }

    private FhirStore store() {
        return store(Duration.ofSeconds(20));
    }

    private FhirStore store(Duration readTimeout) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
        return new RestFhirStore(
                new FhirEndpoint(base, Duration.ofSeconds(5), readTimeout, 4, () -> "s3cret"), Reports.CLOCK);
    }

    private static Bundle bundle() {
        RadiologyReport report = Reports.fromOru();
        return new DraftBundle(DraftSettings.defaults("0.1.0"), Reports.CLOCK).of(report, Reports.draftOf(report));
    }

    private void respond(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        Answer reply = answer;
        if (reply.status() < 0) {
            fail(exchange, reply.status());
            return;
        }
        byte[] body = Reports.utf8(reply.body());
        exchange.getResponseHeaders()
                .add("Content-Type", reply.body().startsWith("<") ? "text/html" : "application/fhir+json");
        if (!reply.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void fail(HttpExchange exchange, int how) throws IOException {
        if (how == HANGING) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (how == CUT) {
            exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(Reports.utf8("{\"resourceType\":\"Bundle\","));
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }
}
