package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.Generation.Finish;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Piece;
import org.radiologygpt.model.generate.TestModels;
import org.radiologygpt.model.generate.TextGenerator;
import org.radiologygpt.model.quantize.Precision;

/** What is no exception but an {@link Error}, while a request is read, asked, or answered. */
@Timeout(60)
class ErrorsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Error> thrown = new AtomicReference<>();
    private ModelServer server;

    @BeforeEach
    void start() throws IOException {
        LoadedModel model = new LoadedModel(
                "demo",
                "sha256:00",
                Optional.empty(),
                TestModels.CREATED,
                Precision.F32,
                64,
                Optional.empty(),
                new Failing(thrown));
        ServerOptions options =
                ServerOptions.DEFAULT.withAddress("127.0.0.1", 0).withDrain(PATIENCE);
        server = ModelServer.start(options, List.of(model), TestServer.CLOCK);
    }

    /** A server that still counted a request as running would wait for it. */
    @AfterEach
    void stop() {
        long since = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PATIENCE);
    }

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("SECRET"), new StackOverflowError("SECRET"), new NoClassDefFoundError("SECRET"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_while_a_model_is_asked_is_answered_and_the_next_request_is_served(Error error) throws Exception {
        thrown.set(error);
        refused(post("{'model':'demo','prompt':'[a]|'}"));
        refused(post("{'model':'demo','prompt':'[a]|','stream':true}"));
        thrown.set(null);
        assertThat(post("{'model':'demo','prompt':'[a]|'}").statusCode()).isEqualTo(200);
    }

    @Test
    void an_error_while_an_answer_is_written_is_answered_too() throws Exception {
        refused(post("{'model':'demo','prompt':'unwritable'}"));
        assertThat(post("{'model':'demo','prompt':'[a]|'}").statusCode()).isEqualTo(200);
    }

    private static void refused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"code\":\"http_500\"").doesNotContain("SECRET");
    }

    private HttpResponse<String> post(String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/v1/completions"))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(json.replace('\'', '"'), UTF_8))
                .build();
        return client.send(request, BodyHandlers.ofString(UTF_8));
    }

    /** Throws what it is told to; without it answers, to one prompt with what cannot be written. */
    private record Failing(AtomicReference<Error> thrown) implements TextGenerator {
        @Override
        public CompletableFuture<Generation> generate(GenerationRequest request, Consumer<Piece> onText) {
            if (thrown.get() != null) {
                throw thrown.get();
            }
            Generation generation = new Generation("a", Finish.STOP, 1, 1);
            return CompletableFuture.completedFuture(request.prompt().equals("unwritable") ? null : generation);
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public int vocabSize() {
            return 258;
        }

        @Override
        public void close() {}
    }
}
