package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.generate.AdaptedModel;
import org.radiologygpt.model.generate.AdaptedModels;
import org.radiologygpt.model.generate.AdapterOutcome;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.gpu.tensorrt.FakeMachine;
import org.radiologygpt.model.weights.AdapterLimits;

/** The server on GPUs that are none. */
@Timeout(240)
class GpuServerTest {
    private static final int ANSWER = 12;

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    private AdaptedModel open(DecoderSource decoders) {
        DecoderOptions options = DecoderOptions.defaults()
                .withSlots(2)
                .withMaxTokens(64)
                .withIntraOpThreads(1)
                .withAdapters(new AdapterLimits(1, 8, List.of("q_proj", "v_proj", "down_proj")));
        return AdaptedModel.open(
                directory.resolve("tiny"), Optional.empty(), options, new GeneratorOptions(64, true), decoders);
    }

    private LoadedModel adapter(AdaptedModel model) {
        Path files = directory.resolve("adapters/a1");
        return ((AdapterOutcome.Loaded) model.load("a1", files, Optional.empty(), AdaptedModels.DEADLINE)).model();
    }

    private ModelServer start(AdaptedModel model, List<LoadedModel> adapters) throws IOException {
        return ModelServer.start(
                ServerOptions.DEFAULT.withAddress("127.0.0.1", 0), model, adapters, Optional.empty(), TestServer.CLOCK);
    }

    @Test
    void two_gpus_share_requests_and_one_goes_on_where_the_other_is_lost() throws Exception {
        AdaptedModels.write(directory, 1);
        FakeMachine machine = new FakeMachine(2, directory.resolve("plans"));
        List<String> expected = new ArrayList<>();
        try (AdaptedModel other = open(DecoderSource.CPU)) {
            expected.add(AdaptedModels.answer(other.base(), "Lungs clear", ANSWER));
            expected.add(AdaptedModels.answer(adapter(other), "Lungs clear", ANSWER));
        }
        AdaptedModel model = open(machine.decoders(0, 1));
        // There is one place on each GPU: the first load has left it on both.
        model.unload(adapter(model)).join();
        LoadedModel adapter = adapter(model);
        try (ModelServer server = start(model, List.of(adapter))) {
            double[] before = {launches(server, 0), launches(server, 1)};
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(ask(server, i % 2 == 0 ? "tiny" : "a1"));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(text(asked.get(i).join())).isEqualTo(expected.get(i % 2));
            }
            assertThat(launches(server, 0)).isGreaterThan(before[0]);
            assertThat(launches(server, 1)).isGreaterThan(before[1]);
            assertThat(get(server, "/metrics").body())
                    .contains(
                            "radiology_model_slots{model=\"tiny\"} 4.0",
                            "radiology_model_gpu_memory{gpu=\"1\",model=\"tiny\"} 1.073741824E9",
                            "radiology_model_gpu_memory_used{gpu=\"0\",model=\"tiny\"}",
                            "radiology_model_gpu_lost{gpu=\"0\",model=\"tiny\"} 0.0");

            machine.gpu(0).lose();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> ask(server, "tiny").join().statusCode() == 503);
            for (String name : List.of("tiny", "a1", "tiny")) {
                assertThat(ask(server, name).join().statusCode()).isEqualTo(200);
            }
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body())
                    .contains(
                            "radiology_model_gpu_lost{gpu=\"0\",model=\"tiny\"} 1.0",
                            "radiology_model_gpu_lost{gpu=\"1\",model=\"tiny\"} 0.0");

            machine.gpu(1).lose();
            assertThat(ask(server, "tiny").join().statusCode()).isEqualTo(503);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void a_gpu_without_memory_answers_429_and_stays_ready() throws Exception {
        AdaptedModels.write(directory, 0);
        FakeMachine machine = new FakeMachine(1, directory.resolve("plans"));
        try (ModelServer server = start(open(machine.decoders(0)), List.of())) {
            machine.gpu(0).exhausted(true);
            assertThat(ask(server, "tiny").join().statusCode()).isEqualTo(429);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            machine.gpu(0).exhausted(false);
            assertThat(ask(server, "tiny").join().statusCode()).isEqualTo(200);
        }
    }

    private double launches(ModelServer server, int gpu) throws Exception {
        String name = "radiology_model_gpu_graph_launches_total{gpu=\"" + gpu + "\",model=\"tiny\"} ";
        return get(server, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private HttpResponse<String> get(ModelServer server, String path) throws Exception {
        return client.send(request(server, path).build(), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> ask(ModelServer server, String model) {
        String body = "{\"model\":\"" + model + "\",\"prompt\":\"Lungs clear\",\"max_tokens\":" + ANSWER + "}";
        return client.sendAsync(
                request(server, "/v1/completions")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ModelServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static String text(HttpResponse<String> response) {
        try {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return TestServer.json(response).at("/choices/0/text").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
