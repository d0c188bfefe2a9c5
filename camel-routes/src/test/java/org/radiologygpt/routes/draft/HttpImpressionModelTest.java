package org.radiologygpt.routes.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.report.Urgency;
import org.radiologygpt.routes.draft.ModelException.Kind;
import org.radiologygpt.routes.draft.StubModelServer.Reply;

class HttpImpressionModelTest {
    private final StubModelServer server = new StubModelServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answer_tells_text_tokens_and_who_wrote_it() {
        Completion completion = model("demo").complete("prompt");
        assertThat(completion)
                .isEqualTo(new Completion(
                        "No acute abnormality.", false, 50, 6, new ModelIdentity("demo", "sha256:00ff", "")));
    }

    @Test
    void adapter_is_named_beside_its_base_model() {
        server.answer = prompt -> new Reply(200, "{\"model\":\"site-a\",\"choices\":[{\"text\":\"x\"}]}");
        assertThat(model("site-a").complete("prompt").model())
                .isEqualTo(new ModelIdentity("demo", "sha256:aa", "site-a"));
    }

    @Test
    void precision_of_the_weights_is_told_where_the_server_tells_it() {
        server.answer = prompt -> new Reply(200, "{\"model\":\"small\",\"choices\":[{\"text\":\"x\"}]}");
        assertThat(model("small").complete("prompt").model())
                .isEqualTo(new ModelIdentity("small", "sha256:bb", "", "int4-b32"));
    }

    @Test
    void answer_of_another_model_is_not_taken() {
        assertThat(failure(model("site-a"))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void unknown_model_waits_for_an_operator_and_sends_no_prompt() {
        assertThat(failure(model("other"))).isEqualTo(Kind.UNAVAILABLE);
        assertThat(server.bodies).isEmpty();
    }

    @Test
    void answer_cut_at_its_longest_is_truncated() {
        server.answer = prompt -> Reply.text("There is a", "length");
        assertThat(model("demo").complete("prompt").truncated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'\"content_filter\"'", "'\"abort\"'", "null", "'\"\"'"})
    void answer_that_did_not_end_by_itself_is_truncated(String finish) {
        server.answer = prompt -> new Reply(
                200, "{\"model\":\"demo\",\"choices\":[{\"text\":\"No effusion.\",\"finish_reason\":" + finish + "}]}");
        assertThat(model("demo").complete("prompt").truncated()).isTrue();
    }

    @Test
    void endless_answer_is_not_held_in_memory() {
        server.answer = prompt -> Reply.text("x".repeat(5 << 20), "stop");
        assertThat(failure(model("demo"))).isEqualTo(Kind.FAILED);
    }

    @Test
    void request_is_greedy_and_bounded() {
        model("demo").complete("findings");
        assertThat(server.bodies.get(0))
                .contains("\"temperature\":0", "\"max_tokens\":256", "\"prompt\":\"findings\"", "\"model\":\"demo\"");
    }

    @ParameterizedTest
    @CsvSource({"STAT, -2", "ASAP, -1", "URGENT, -1"})
    void urgent_report_comes_first_in_the_servers_queue(Urgency urgency, int priority) {
        model("demo").complete("findings", urgency);
        assertThat(server.bodies.get(0)).contains("\"priority\":" + priority);
    }

    @ParameterizedTest
    @EnumSource(names = "RADIOLOGY_GPT", mode = EnumSource.Mode.EXCLUDE)
    void server_that_may_refuse_priorities_is_sent_none(ServerKind kind) {
        Dialect dialect = Dialect.of(kind, new AdapterSelection.ModelField());
        ModelEndpoint endpoint = ModelEndpoint.of(server.url(), "demo").withDialect(dialect);
        assertThat(ModelAnswer.request(endpoint, "findings", Urgency.STAT).has("priority"))
                .isFalse();
    }

    @Test
    void routine_report_is_sent_without_a_priority() {
        model("demo").complete("findings", Urgency.ROUTINE);
        assertThat(server.bodies.get(0)).doesNotContain("priority");
    }

    @ParameterizedTest
    @CsvSource({
        "400, context_length_exceeded, PROMPT_TOO_LONG",
        "400, invalid_value, REFUSED",
        "413, too_large, REFUSED",
        "422, invalid, REFUSED",
        "401, invalid_api_key, UNAVAILABLE",
        "403, forbidden, UNAVAILABLE",
        "404, model_not_found, UNAVAILABLE",
        "408, timeout, TIMEOUT",
        "429, overloaded, UNAVAILABLE",
        "500, internal, FAILED",
        "502, bad_gateway, UNAVAILABLE",
        "503, unavailable, UNAVAILABLE",
        "504, timeout, TIMEOUT",
    })
    void each_status_has_its_kind(int status, String code, Kind kind) {
        server.answer = prompt -> Reply.error(status, code);
        assertThat(failure(model("demo"))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"'{}'", "'not json'", "'{\"choices\":[{\"text\":null}]}'"})
    void unreadable_answer_is_a_fault_of_the_server(String body) {
        server.answer = prompt -> new Reply(200, body);
        assertThat(failure(model("demo"))).isEqualTo(Kind.FAILED);
    }

    @Test
    void closed_port_is_unavailable() {
        URI url = server.url();
        server.close();
        ModelEndpoint endpoint = ModelEndpoint.of(url, "demo");
        assertThat(failure(new HttpImpressionModel(HttpClient.newHttpClient(), endpoint, Clock.systemUTC())))
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void silent_server_times_out() {
        CountDownLatch released = new CountDownLatch(1);
        server.answer = prompt -> {
            awaitQuietly(released);
            return Reply.text("late", "stop");
        };
        ModelEndpoint endpoint = new ModelEndpoint(
                server.url(), "demo", "", Duration.ofSeconds(2), Duration.ofMillis(300), 16, List.of());
        assertThat(failure(new HttpImpressionModel(HttpClient.newHttpClient(), endpoint, Clock.systemUTC())))
                .isEqualTo(Kind.TIMEOUT);
        released.countDown();
    }

    @Test
    void failure_tells_nothing_of_prompt_or_answer() {
        server.answer = prompt -> Reply.error(400, "invalid");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model("demo").complete("secret findings"))
                .withMessageNotContaining("secret")
                .withMessageNotContaining("words of the server")
                .withNoCause();
    }

    private HttpImpressionModel model(String name) {
        return new HttpImpressionModel(
                HttpClient.newHttpClient(), ModelEndpoint.of(server.url(), name), Clock.systemUTC());
    }

    private static Kind failure(ImpressionModel model) {
        try {
            model.complete("prompt");
        } catch (ModelException e) {
            return e.kind();
        }
        throw new AssertionError("it answered");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
