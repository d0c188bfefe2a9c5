package org.radiologygpt.routes.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client against what each kind of server takes and answers: recorded shapes, not the servers themselves. */
class ServerContractTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Stream<String> files() {
        return ServerContract.FILES.stream();
    }

    static Stream<Arguments> exchanges() {
        return files().flatMap(file -> ServerContract.read(file).exchanges().stream()
                .map(exchange -> Arguments.of(file, exchange.path("name").asText())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("exchanges")
    void each_server_is_asked_in_its_own_form_and_understood(String file, String name) {
        ServerContract contract = ServerContract.read(file);
        JsonNode exchange = contract.exchange(name);
        try (ContractServer server = new ContractServer(contract)) {
            server.answersWith(exchange);
            HttpImpressionModel model = model(contract, server);
            JsonNode expected = exchange.path("expect");
            if (expected.has("failure")) {
                fails(model, expected);
            } else {
                answers(model, expected);
            }
            assertThat(server.complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readiness_of_each_server_is_asked_at_its_own_path(String file) {
        ServerContract contract = ServerContract.read(file);
        try (ContractServer server = new ContractServer(contract)) {
            HttpImpressionModel model = model(contract, server);
            assertThat(model.check()).isEqualTo(ServerState.READY);
            server.readiness(503);
            assertThat(model.check())
                    .isEqualTo(contract.kind() == ServerKind.OPENAI ? ServerState.READY : ServerState.NOT_READY);
            assertThat(server.complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_server_has_its_exchanges_of_each_sort(String file) {
        assertThat(ServerContract.read(file).exchanges())
                .extracting(exchange -> exchange.path("name").asText())
                .anyMatch(name -> name.startsWith("success"))
                .anyMatch(name -> name.startsWith("truncated"))
                .anyMatch(name -> name.startsWith("model not found"))
                .anyMatch(name -> name.startsWith("overloaded"))
                .anyMatch(name -> name.startsWith("context too long"))
                .anyMatch(name -> name.startsWith("invalid request"));
    }

    private static void answers(HttpImpressionModel model, JsonNode expected) {
        Completion completion = model.complete("findings");
        assertThat(completion.text()).isEqualTo(expected.path("text").asText());
        assertThat(completion.truncated()).isEqualTo(expected.path("truncated").asBoolean());
        if (expected.has("promptTokens")) {
            assertThat(completion.promptTokens())
                    .isEqualTo(expected.path("promptTokens").asInt());
            assertThat(completion.completionTokens())
                    .isEqualTo(expected.path("completionTokens").asInt());
        }
        if (expected.has("model")) {
            assertThat(completion.model().name())
                    .isEqualTo(expected.path("model").asText());
            assertThat(completion.model().adapter())
                    .isEqualTo(expected.path("adapter").asText());
            assertThat(completion.model().digest())
                    .isEqualTo(expected.path("digest").asText());
            assertThat(completion.model().precision())
                    .isEqualTo(expected.path("precision").asText());
        }
    }

    private static void fails(HttpImpressionModel model, JsonNode expected) {
        ModelException failure = catchThrowableOfType(ModelException.class, () -> model.complete("findings"));
        assertThat(failure.kind().name()).isEqualTo(expected.path("failure").asText());
        assertThat(failure.retryAfter().map(Duration::toSeconds).orElse(-1L))
                .isEqualTo(expected.path("retryAfterSeconds").asLong(-1));
        assertThat(failure).hasNoCause();
    }

    private static HttpImpressionModel model(ServerContract contract, ContractServer server) {
        return new HttpImpressionModel(CLIENT, contract.endpoint(server.url()), Clock.systemUTC());
    }
}
