package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.generate.AdaptedModel;
import org.radiologygpt.model.generate.AdaptedModels;
import org.radiologygpt.model.generate.AdapterOutcome.Loaded;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.GenerationRequest;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.Sampling;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.model.weights.Pipes;

/** Over HTTP, the real decoder on a model of random weights. */
@Timeout(120)
class AdapterApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Path root;
    private String key = "";
    private AdaptedModel model;
    private ModelServer server;

    @BeforeEach
    void write_a_model_and_adapters() throws IOException {
        AdaptedModels.write(directory, 2);
        root = directory.resolve("adapters");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(int places, LoadedModel... loaded) throws IOException {
        start(places, Optional.of(root), loaded);
    }

    private void start(int places, Optional<Path> allowed, LoadedModel... loaded) throws IOException {
        start(places, ServerOptions.DEFAULT, allowed, loaded);
    }

    private void start(int places, ServerOptions options, Optional<Path> allowed, LoadedModel... loaded)
            throws IOException {
        model = model == null ? AdaptedModels.open(directory, 2, places) : model;
        server = ModelServer.start(
                options.withAddress("127.0.0.1", 0), model, List.of(loaded), allowed, TestServer.CLOCK);
    }

    @Test
    void a_loaded_adapter_is_listed_with_digest_and_parent_and_answers() throws Exception {
        start(2);
        HttpResponse<String> loaded = load("{'lora_name':'a1','lora_path':'a1'}");
        assertThat(loaded.statusCode()).isEqualTo(200);
        assertThat(loaded.body()).isEqualTo("Success: LoRA adapter 'a1' added successfully.");
        JsonNode entry = listed("a1").orElseThrow();
        assertThat(entry.path("parent").asText()).isEqualTo("tiny");
        assertThat(entry.path("digest").asText())
                .isEqualTo(ModelDigest.of(directory.resolve("tiny"), root.resolve("a1")));
        assertThat(load("{'lora_name':'second','lora_path':'" + root.resolve("a2") + "'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(List.of(answer("tiny"), answer("a1"), answer("second"))).doesNotHaveDuplicates();
    }

    @Test
    void requests_of_an_adapter_are_counted_under_its_name_and_slots_under_the_base_models() throws Exception {
        start(1);
        load("{'lora_name':'a1','lora_path':'a1'}");
        answer("a1");
        assertThat(get("/metrics").body())
                .contains(
                        "radiology_model_tokens_total{kind=\"completion\",model=\"a1\"}",
                        "radiology_model_first_token_seconds_count{model=\"a1\"} 1",
                        "radiology_model_slots{model=\"tiny\"} 2.0")
                .doesNotContain("radiology_model_slots{model=\"a1\"}");
    }

    @Test
    void an_unloaded_adapter_is_unknown_and_its_place_free() throws Exception {
        start(1);
        assertThat(load("{'lora_name':'a1','lora_path':'a1'}").statusCode()).isEqualTo(200);
        String first = answer("a1");
        HttpResponse<String> unloaded = unload("a1");
        assertThat(unloaded.statusCode()).isEqualTo(200);
        assertThat(unloaded.body()).isEqualTo("Success: LoRA adapter 'a1' removed successfully.");
        assertThat(listed("a1")).isEmpty();
        assertThat(complete("a1").statusCode()).isEqualTo(404);
        refused(404, "adapter_not_found", unload("a1"));
        assertThat(load("{'lora_name':'a1','lora_path':'a2'}").statusCode()).isEqualTo(200);
        assertThat(answer("a1")).isNotEqualTo(first);
    }

    @Test
    void a_name_is_served_once() throws Exception {
        start(3);
        assertThat(load("{'lora_name':'a1','lora_path':'a1'}").statusCode()).isEqualTo(200);
        refused(400, "invalid_value", load("{'lora_name':'a1','lora_path':'a2'}"));
        refused(400, "invalid_value", load("{'lora_name':'tiny','lora_path':'a2'}"));
        refused(400, "invalid_value", unload("tiny"));
    }

    @Test
    void another_digest_than_the_one_expected_is_refused() throws Exception {
        start(1);
        String other = ModelDigest.of(directory.resolve("tiny"), root.resolve("a2"));
        refused(400, "wrong_digest", load("{'lora_name':'a1','lora_path':'a1','digest':'" + other + "'}"));
        assertThat(listed("a1")).isEmpty();
        assertThat(load("{'lora_name':'a2','lora_path':'a2','digest':'" + other + "'}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_adapter_that_fails_its_canary_is_refused_and_never_listed() throws Exception {
        start(1);
        AdaptedModels.canary(root.resolve("a1"), "{\"prompt\":\"Lungs\",\"completion\":\"no such answer\"}");
        refused(400, "canary_failed", load("{'lora_name':'a1','lora_path':'a1'}"));
        AdaptedModels.absurd(directory);
        refused(400, "canary_failed", load("{'lora_name':'absurd','lora_path':'absurd'}"));
        assertThat(listed("a1")).isEmpty();
        assertThat(listed("absurd")).isEmpty();
        assertThat(load("{'lora_name':'a2','lora_path':'a2'}").statusCode()).isEqualTo(200);
    }

    @Test
    void a_directory_that_holds_no_fitting_adapter_is_refused_by_what_is_wrong() throws Exception {
        start(1);
        Files.createDirectory(root.resolve("empty"));
        refused(400, "bad_adapter", load("{'lora_name':'e','lora_path':'empty'}"));
    }

    @Test
    void a_refusal_names_the_adapter_and_the_file_and_no_path_of_the_server() throws Exception {
        start(1);
        Files.createDirectory(root.resolve("empty"));
        Files.createDirectory(root.resolve("no-config"));
        Files.copy(root.resolve("a1/adapter_model.safetensors"), root.resolve("no-config/adapter_model.safetensors"));
        told("empty", "holds no .safetensors file");
        told("no-config", "adapter_config.json");
        Files.writeString(root.resolve("a1/adapter_config.json"), "{");
        told("a1", "adapter_config.json");
        for (String weights : List.of("no header", "12345678{}", "\2\0\0\0\0\0\0\0{]")) {
            Files.writeString(root.resolve("a2/adapter_model.safetensors"), weights);
            told("a2", "adapter_model.safetensors");
        }
    }

    private void told(String adapter, String cause) throws IOException {
        HttpResponse<String> response = load("{'lora_name':'x','lora_path':'" + adapter + "'}");
        refused(400, "bad_adapter", response);
        assertThat(JSON.readTree(response.body()).path("error").path("message").asText())
                .startsWith("adapter x: ")
                .contains(cause)
                .doesNotContain("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adapter_config.json", "adapter_model.safetensors", "more.safetensors", "canary.json"})
    @DisabledOnOs(OS.WINDOWS)
    void a_pipe_in_the_place_of_a_file_is_refused_and_nobody_waits_for_its_writer(String name) throws Exception {
        start(1);
        Files.deleteIfExists(root.resolve("a1").resolve(name));
        Pipes.make(root.resolve("a1").resolve(name));
        HttpResponse<String> response = post("/v1/load_lora_adapter", "{'lora_name':'x','lora_path':'a1'}")
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        refused(400, "bad_adapter", response);
        assertThat(response.body()).contains("adapter x: " + name + " is no regular file");
        assertThat(load("{'lora_name':'a2','lora_path':'a2'}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "../tiny",
                "a1/../../tiny",
                "/etc",
                "none",
                "link-out",
                "linked-file",
                "a1/adapter_model.safetensors",
                "\\u0000"
            })
    void a_path_that_leaves_the_root_is_refused_as_one_that_does_not_exist(String path) throws Exception {
        start(1);
        Files.createSymbolicLink(root.resolve("link-out"), directory.resolve("tiny"));
        Files.createDirectory(root.resolve("linked-file"));
        Files.createSymbolicLink(
                root.resolve("linked-file/adapter_model.safetensors"), directory.resolve("tiny/model.safetensors"));
        HttpResponse<String> response = load("{'lora_name':'x','lora_path':'" + path + "'}");
        refused(400, "invalid_value", response);
        assertThat(response.body())
                .contains("lora_path names no directory below")
                .doesNotContain(root.toString());
    }

    @Test
    void an_adapter_that_waits_to_be_signed_off_is_not_loaded() throws Exception {
        start(1);
        Path waiting = Files.createDirectories(root.resolve("north/pending")).resolve("0123456789ab");
        Files.move(root.resolve("a1"), waiting);
        Files.createSymbolicLink(root.resolve("shown"), waiting);
        for (String path : List.of("north/pending/0123456789ab", "north/../shown")) {
            HttpResponse<String> response = load("{'lora_name':'x','lora_path':'" + path + "'}");
            refused(400, "invalid_value", response);
            assertThat(response.body()).contains("lora_path names an adapter that nobody signed off yet");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'lora_path':'a1'}",
                "{'lora_name':'','lora_path':'a1'}",
                "{'lora_name':'a/1','lora_path':'a1'}",
                "{'lora_name':'a\\n1','lora_path':'a1'}",
                "{'lora_name':'a1'}",
                "{'lora_name':'a1','lora_path':7}",
                "{'lora_name':'a1','lora_path':'a1','digest':7}",
                "{'lora_name':'a1','lora_path':'a1','load_inplace':'yes'}",
                "[]"
            })
    void a_body_of_another_form_is_refused(String body) throws Exception {
        start(1);
        assertThat(load(body).statusCode()).isEqualTo(400);
        assertThat(listed("a1")).isEmpty();
    }

    @Test
    void adapters_are_fixed_where_the_server_does_not_allow_loading() throws Exception {
        start(2, Optional.empty());
        refused(403, "adapter_loading_disabled", load("{'lora_name':'a1','lora_path':'a1'}"));
        refused(403, "adapter_loading_disabled", unload("a1"));
        assertThat(get("/v1/load_lora_adapter").statusCode()).isEqualTo(405);
    }

    @Test
    void the_key_for_texts_changes_no_adapter_and_the_admin_key_opens_all() throws Exception {
        start(1, keys("api", "admin"), Optional.of(root));
        assertThat(key("api").get("/v1/models").statusCode()).isEqualTo(200);
        refused(403, "admin_key_required", load("{'lora_name':'a1','lora_path':'a1'}"));
        refused(401, "invalid_api_key", key("none").load("{'lora_name':'a1','lora_path':'a1'}"));
        assertThat(key("admin").load("{'lora_name':'a1','lora_path':'a1'}").statusCode())
                .isEqualTo(200);
        assertThat(complete("a1").statusCode()).isEqualTo(200);
        refused(403, "admin_key_required", key("api").unload("a1"));
        assertThat(complete("a1").statusCode()).isEqualTo(200);
        assertThat(key("admin").unload("a1").statusCode()).isEqualTo(200);
    }

    @Test
    void where_only_the_key_for_texts_is_set_adapters_cannot_be_changed() throws Exception {
        start(1, keys("api", null), Optional.of(root));
        refused(403, "admin_key_required", key("api").load("{'lora_name':'a1','lora_path':'a1'}"));
        refused(401, "invalid_api_key", key("").unload("a1"));
    }

    @Test
    void where_only_the_admin_key_is_set_texts_are_free() throws Exception {
        start(1, keys(null, "admin"), Optional.of(root));
        assertThat(complete("tiny").statusCode()).isEqualTo(200);
        refused(401, "invalid_api_key", load("{'lora_name':'a1','lora_path':'a1'}"));
        assertThat(key("admin").load("{'lora_name':'a1','lora_path':'a1'}").statusCode())
                .isEqualTo(200);
    }

    private static ServerOptions keys(String api, String admin) {
        return ServerOptions.DEFAULT.withApiKey(Optional.ofNullable(api)).withAdminKey(Optional.ofNullable(admin));
    }

    /** From now on requests bring this key. */
    private AdapterApiTest key(String next) {
        key = next;
        return this;
    }

    @Test
    void a_root_that_is_no_directory_is_told_at_the_start() throws Exception {
        start(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdapterLoading.below(directory.resolve("none"), model))
                .withMessageContaining("no directory");
    }

    @Test
    void while_an_answer_runs_its_adapter_keeps_its_place() throws Exception {
        model = AdaptedModels.open(directory, 2, 1);
        LoadedModel first =
                ((Loaded) model.load("a1", root.resolve("a1"), Optional.empty(), AdaptedModels.DEADLINE)).model();
        String expected = AdaptedModels.answer(first, "Findings", 60);
        assertThat(expected).as("long enough to be held").hasSizeGreaterThan(20);
        start(1, first);
        Semaphore pieces = new Semaphore(0);
        CompletableFuture<Generation> running = first.generator()
                .generate(
                        new GenerationRequest("Findings", 60, Sampling.GREEDY, List.of(), AdaptedModels.DEADLINE),
                        piece -> pieces.acquireUninterruptibly());
        CompletableFuture<HttpResponse<String>> unloading = post("/v1/unload_lora_adapter", "{'lora_name':'a1'}");
        while (listed("a1").isPresent()) {
            Thread.onSpinWait();
        }
        CompletableFuture<HttpResponse<String>> loading =
                post("/v1/load_lora_adapter", "{'lora_name':'a2','lora_path':'a2'}");
        while (!doneSoon(loading) && !running.isDone()) {
            pieces.release();
        }
        refused(409, "no_place", loading.join());
        // The scheduler stands still until the next piece may be taken, and with it the first of two loads.
        HttpResponse<String> soonest;
        do {
            soonest = soonest(loadLater("a2"), loadLater("a3"));
        } while (!soonest.body().contains("adapter_loading"));
        refused(409, "adapter_loading", soonest);
        assertThat(unloading).isNotDone();
        pieces.release(1000);
        assertThat(running.join().text()).isEqualTo(expected);
        assertThat(unloading.join().statusCode()).isEqualTo(200);
        assertThat(complete("a1").statusCode()).isEqualTo(404);
    }

    private CompletableFuture<HttpResponse<String>> loadLater(String name) {
        return post("/v1/load_lora_adapter", "{'lora_name':'" + name + "','lora_path':'a2'}");
    }

    private static HttpResponse<String> soonest(
            CompletableFuture<HttpResponse<String>> one, CompletableFuture<HttpResponse<String>> other) {
        CompletableFuture.anyOf(one, other).join();
        return (one.isDone() ? one : other).join();
    }

    private static boolean doneSoon(CompletableFuture<?> future) throws Exception {
        try {
            future.get(2, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static void refused(int status, String code, HttpResponse<String> response) throws IOException {
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).path("error").path("message").asText())
                .isNotBlank();
    }

    private Optional<JsonNode> listed(String name) throws IOException, InterruptedException {
        JsonNode data = JSON.readTree(get("/v1/models").body()).path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(entry -> entry.path("id").asText().equals(name))
                .findAny();
    }

    private String answer(String name) throws IOException {
        HttpResponse<String> response = complete(name);
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body())
                .path("choices")
                .path(0)
                .path("text")
                .asText();
    }

    private HttpResponse<String> complete(String name) {
        return post("/v1/completions", "{'model':'" + name + "','prompt':'Lungs clear','max_tokens':20}")
                .join();
    }

    private HttpResponse<String> load(String body) {
        return post("/v1/load_lora_adapter", body).join();
    }

    private HttpResponse<String> unload(String name) {
        return post("/v1/unload_lora_adapter", "{'lora_name':'" + name + "'}").join();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString(UTF_8));
    }

    /** Posts JSON written with single quotes. */
    private CompletableFuture<HttpResponse<String>> post(String path, String json) {
        return client.sendAsync(
                request(path)
                        .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'), UTF_8))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }
}
