package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.generate.AdaptedModels;

/** Over HTTP, the real decoder on a model of random weights: one name, one adapter after the other. */
@Timeout(120)
class AdapterReplacementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SWAPS = 6;
    private static final int CLIENTS = 3;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private ModelServer server;

    @BeforeEach
    void start() throws IOException {
        AdaptedModels.write(directory, 2);
        server = ModelServer.start(
                ServerOptions.DEFAULT.withAddress("127.0.0.1", 0),
                AdaptedModels.open(directory, 2, 2),
                List.of(),
                Optional.of(directory.resolve("adapters")),
                TestServer.CLOCK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void while_a_name_is_replaced_under_load_each_answer_is_one_of_its_two_adapters() throws Exception {
        load("a1", "");
        String first = text(complete("north"));
        load("a2", ",'load_inplace':true");
        String second = text(complete("north"));
        assertThat(second).isNotEqualTo(first).isNotEqualTo(text(complete("tiny")));

        AtomicBoolean over = new AtomicBoolean();
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        var clients = Stream.generate(() -> CompletableFuture.runAsync(() -> ask(over, answers)))
                .limit(CLIENTS)
                .toList();
        for (int swap = 0; swap < SWAPS; swap++) {
            String path = swap % 2 == 0 ? "a1" : "a2";
            assertThat(load(path, ",'load_inplace':true").statusCode()).isEqualTo(200);
            assertThat(text(complete("north"))).isEqualTo(path.equals("a1") ? first : second);
        }
        over.set(true);
        clients.forEach(CompletableFuture::join);

        assertThat(Set.copyOf(answers))
                .isSubsetOf("200 " + first, "200 " + second)
                .isNotEmpty();
    }

    @Test
    void a_replacement_that_fails_its_canary_leaves_the_old_one_answering() throws Exception {
        load("a1", "");
        String first = text(complete("north"));
        AdaptedModels.canary(
                directory.resolve("adapters/a2"), "{\"prompt\":\"Lungs\",\"completion\":\"no such answer\"}");

        assertThat(load("a2", ",'load_inplace':true").statusCode()).isEqualTo(400);

        assertThat(text(complete("north"))).isEqualTo(first);
        AdaptedModels.adapter(directory, 3);
        assertThat(load("a3", ",'load_inplace':true").statusCode())
                .as("its place is free again")
                .isEqualTo(200);
    }

    @Test
    void the_base_model_is_never_replaced() throws Exception {
        HttpResponse<String> response =
                post("/v1/load_lora_adapter", "{'lora_name':'tiny','lora_path':'a1','load_inplace':true}");

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private void ask(AtomicBoolean over, Queue<String> answers) {
        while (!over.get()) {
            HttpResponse<String> response = complete("north");
            answers.add(response.statusCode() + " " + text(response));
        }
    }

    private HttpResponse<String> load(String path, String more) {
        return post("/v1/load_lora_adapter", "{'lora_name':'north','lora_path':'" + path + "'" + more + "}");
    }

    private HttpResponse<String> complete(String name) {
        return post("/v1/completions", "{'model':'" + name + "','prompt':'Lungs clear','max_tokens':4}");
    }

    private static String text(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body())
                    .path("choices")
                    .path(0)
                    .path("text")
                    .asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> post(String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'), UTF_8))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString(UTF_8)).join();
    }
}
