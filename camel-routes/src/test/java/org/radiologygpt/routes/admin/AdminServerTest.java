package org.radiologygpt.routes.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.tls.ServerTls;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.routes.control.ControlJson;
import org.radiologygpt.routes.control.Rule;
import org.radiologygpt.routes.control.Rules;
import org.radiologygpt.routes.http.HttpAddress;
import org.radiologygpt.routes.http.Secret;
import org.radiologygpt.routes.intake.IntakeException;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.tls.Certificates;
import org.slf4j.LoggerFactory;

class AdminServerTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String READ_TOKEN = "read-0123456789abcdef0123456789ab";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String STOP =
            "{\"kind\":\"stop\",\"scope\":\"all\",\"who\":\"j.doe\",\"reason\":\"wrong_side_seen\"}";
    private static final String NO_MR = "{\"kind\":\"opt_out\",\"scope\":\"modality\",\"value\":\"MR\","
            + "\"who\":\"j.doe\",\"reason\":\"not_validated\"}";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<IntakeRecord> stored = new ArrayList<>();
    private final Map<String, Rule> rules = new ConcurrentSkipListMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> audit = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.radiologygpt.audit");
    private boolean available = true;
    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        audit.start();
        logger.addAppender(audit);
        server = start(Optional.empty());
    }

    private AdminServer start(Optional<SSLContext> tls) throws IOException {
        AdminSettings settings = new AdminSettings(
                new HttpAddress("127.0.0.1", 0, tls, tls.isPresent(), Duration.ofSeconds(20)),
                new Secret(TOKEN),
                Optional.of(new Secret(READ_TOKEN)),
                2_000);
        return AdminServer.start(
                settings,
                "control",
                () -> new Rules(List.copyOf(rules.values())),
                this::store,
                registry,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    /** As the topic would: what is stored is in force. */
    private synchronized CompletableFuture<Void> store(IntakeRecord entry) {
        if (!available) {
            return CompletableFuture.failedFuture(new IntakeException(IntakeException.Kind.UNAVAILABLE, "down"));
        }
        stored.add(entry);
        if (json(entry.value()).path("kind").asText().equals("removal")) {
            rules.remove(entry.key());
        } else {
            String wish = json(entry.value()).deepCopy().toString().replaceAll(",\"when\":\"[^\"]*\"", "");
            rules.put(entry.key(), ControlJson.wish(wish.getBytes(UTF_8), entry.key(), NOON));
        }
        return CompletableFuture.completedFuture(null);
    }

    @AfterEach
    void stop() {
        server.close();
        logger.detachAppender(audit);
    }

    @Test
    void rule_that_is_posted_is_durable_in_force_and_listed() throws Exception {
        HttpResponse<String> answer = post(STOP);
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode rule = json(answer.body().getBytes(UTF_8));
        assertThat(rule.path("inForce").asBoolean()).isTrue();
        assertThat(rule.path("when").asText()).isEqualTo(NOON.toString());
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).topic()).isEqualTo("control");
        assertThat(stored.get(0).key()).isEqualTo(rule.path("id").asText());
        assertThat(send("GET", "/rules", "", READ_TOKEN).body())
                .contains(rule.path("id").asText(), "wrong_side_seen");
        assertThat(send("GET", "/rules/" + rule.path("id").asText(), "", TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void rule_is_put_under_its_id_and_lifted_by_name_and_reason() throws Exception {
        assertThat(send("PUT", "/rules/mr.north", NO_MR, TOKEN).statusCode()).isEqualTo(201);
        HttpResponse<String> lifted = send("DELETE", "/rules/mr.north?who=a.roe&reason=validated", "", TOKEN);
        assertThat(lifted.statusCode()).isEqualTo(200);
        assertThat(json(stored.get(1).value()).path("kind").asText()).isEqualTo("removal");
        assertThat(json(stored.get(1).value()).path("who").asText()).isEqualTo("a.roe");
        assertError(send("DELETE", "/rules/mr.north?who=a.roe&reason=validated", "", TOKEN), 404, "no_such_rule");
        assertThat(json(send("GET", "/rules", "", TOKEN).body().getBytes(UTF_8)).path("rules"))
                .isEmpty();
    }

    @Test
    void changes_are_audited_with_who_and_why_and_without_the_value() throws Exception {
        send(
                "PUT",
                "/rules/r7",
                NO_MR.replace("\"modality\",\"value\":\"MR\"", "\"reader\",\"value\":\"4711\""),
                TOKEN);
        send("DELETE", "/rules/r7?who=a.roe&reason=validated", "", TOKEN);
        post(STOP, "Bearer wrong");
        assertThat(audit.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "admin set opt_out reader r7 by j.doe reason not_validated",
                        "admin lifted rule r7 by a.roe reason validated",
                        "admin refused POST unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", TOKEN, "Basic " + TOKEN, "Bearer x" + TOKEN, "Bearer 0123456789"})
    void caller_without_the_token_learns_and_changes_nothing(String authorization) throws Exception {
        HttpResponse<String> answer = post(STOP, authorization);
        assertError(answer, 401, "unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        HttpRequest elsewhere = HttpRequest.newBuilder(uri("/nowhere")).build();
        assertThat(http.send(elsewhere, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(stored).isEmpty();
    }

    @Test
    void token_that_only_reads_changes_nothing() throws Exception {
        assertError(post(STOP, "Bearer " + READ_TOKEN), 403, "read_only");
        assertError(send("DELETE", "/rules/r1?who=j.doe&reason=x", "", READ_TOKEN), 403, "read_only");
        assertThat(send("GET", "/rules", "", READ_TOKEN).statusCode()).isEqualTo(200);
        assertThat(stored).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{;                                                                             body must be",
                "[];                                                                            body must be",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"reason\":\"x\"};                              who must be",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"who\":\"Jane Doe\",\"reason\":\"x\"};         who must match",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"who\":\"jd\",\"reason\":\"Mr Good 1961\"};    reason must match",
                "{\"kind\":\"stop\",\"scope\":\"reader\",\"value\":\"1\",\"who\":\"jd\",\"reason\":\"x\"}; scope: a stop",
                "{\"kind\":\"stop\",\"scope\":\"all\",\"who\":\"jd\",\"reason\":\"x\",\"untill\":\"y\"};   fields are",
                "{\"kind\":\"stop\",\"scope\":\"patient\",\"who\":\"jd\",\"reason\":\"x\"};         scope has no such value",
            })
    void rule_that_is_none_is_refused_without_quoting_it(String body, String detail) throws Exception {
        HttpResponse<String> answer = post(body);
        assertError(answer, 400, "invalid_rule");
        assertThat(answer.body()).contains(detail).doesNotContain("Jane", "Good", "untill", "patient");
        assertThat(stored).isEmpty();
    }

    @Test
    void lifting_wants_a_name_and_a_reason() throws Exception {
        send("PUT", "/rules/r1", STOP, TOKEN);
        for (String query : List.of("", "?who=j.doe", "?reason=x", "?who=Jane%20Doe&reason=x")) {
            assertError(send("DELETE", "/rules/r1" + query, "", TOKEN), 400, "invalid_removal");
        }
        assertThat(stored).hasSize(1);
    }

    @Test
    void paths_methods_sizes_and_types_that_are_none_are_refused() throws Exception {
        assertError(send("GET", "/", "", TOKEN), 404, "no_such_path");
        assertError(send("PUT", "/rule/r1", STOP, TOKEN), 404, "no_such_path");
        assertError(send("GET", "/rules/unknown", "", TOKEN), 404, "no_such_rule");
        assertError(send("POST", "/rules/r1", STOP, TOKEN), 405, "method_not_allowed");
        assertError(send("DELETE", "/rules?who=j.doe&reason=x", "", TOKEN), 405, "method_not_allowed");
        HttpResponse<String> patched = send("PATCH", "/rules", STOP, TOKEN);
        assertError(patched, 405, "method_not_allowed");
        assertThat(patched.headers().firstValue("Allow")).contains("GET, POST, PUT, DELETE");
        assertError(post("x".repeat(2_001)), 413, "too_large");
        assertError(post(STOP, "Bearer " + TOKEN, "text/plain"), 415, "unsupported_media_type");
        assertError(send("PUT", "/rules/r%201", STOP, TOKEN), 400, "invalid_rule");
        assertThat(stored).isEmpty();
    }

    @Test
    void body_of_unknown_length_is_bounded_too() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/rules"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000])))
                .build();
        assertError(http.send(request, BodyHandlers.ofString()), 413, "too_large");
    }

    @Test
    void rule_that_is_not_durable_is_not_answered_with_success() throws Exception {
        available = false;
        assertError(post(STOP), 503, "storage_unavailable");
        assertThat(audit.list).isEmpty();
        assertThat(registry.counter("radiology.admin.requests", "status", "503", "reason", "storage_unavailable")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void operator_comes_over_tls_with_a_trusted_certificate(@TempDir Path directory) throws Exception {
        Path own = Certificates.pkcs12(directory, "engine", "EC");
        Path operator = Certificates.pkcs12(directory, "operator", "EC");
        Path stranger = Certificates.pkcs12(directory, "stranger", "EC");
        try (AdminServer secure = start(Optional.of(tls(own, operator)))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + secure.port() + "/rules"))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build();
            HttpClient trusted =
                    HttpClient.newBuilder().sslContext(tls(operator, own)).build();
            assertThat(trusted.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            HttpClient unknown =
                    HttpClient.newBuilder().sslContext(tls(stranger, own)).build();
            assertThatThrownBy(() -> unknown.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static SSLContext tls(Path own, Path trusted) {
        return ServerTls.context(new TlsFiles(own, Optional.empty(), Certificates.PASSWORD, Optional.of(trusted)));
    }

    private static void assertError(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer.body().getBytes(UTF_8)).path("error").asText()).isEqualTo(error);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send("POST", "/rules", body, TOKEN);
    }

    private HttpResponse<String> post(String body, String authorization) throws Exception {
        return post(body, authorization, "application/json");
    }

    private HttpResponse<String> post(String body, String authorization, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/rules"))
                .header("Content-Type", type)
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
