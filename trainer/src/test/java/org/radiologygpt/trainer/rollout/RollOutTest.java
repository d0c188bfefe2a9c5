package org.radiologygpt.trainer.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.AdaptedModel;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.server.ModelServer;
import org.radiologygpt.model.server.ServerOptions;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.AdapterVersions;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.trainer.TinyModels;

/** With the real model server on a model of random weights. */
@Timeout(120)
class RollOutTest {
    private static final String PROMPT = "The lungs are clear.";

    @TempDir
    Path directory;

    private Path base;
    private AdapterStore store;
    private ModelServer server;
    private RunningServer running;
    private RollOut rollOut;

    @BeforeEach
    void start() throws IOException {
        base = TinyModels.base(directory.resolve("tiny"), 32);
        Path root = Files.createDirectory(directory.resolve("adapters"));
        store = new AdapterStore(root, "north");
        server = serve(base, root);
        running = client(server.port());
        rollOut = new RollOut(store, Optional.of(running), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ModelServer serve(Path base, Path root) throws IOException {
        DecoderOptions decoding = DecoderOptions.defaults()
                .withIntraOpThreads(1)
                .withSlots(2)
                .withAdapters(new AdapterLimits(2, 4, List.of("q_proj", "v_proj")));
        AdaptedModel model = AdaptedModel.open(base, Optional.empty(), decoding, GeneratorOptions.DEFAULT);
        return ModelServer.start(
                ServerOptions.DEFAULT.withAddress("127.0.0.1", 0),
                model,
                List.of(),
                Optional.of(root),
                Clock.systemUTC());
    }

    private static RunningServer client(int port) {
        return new RunningServer(URI.create("http://127.0.0.1:" + port), Optional.empty(), HttpClient.newHttpClient());
    }

    @Test
    void a_version_is_served_under_the_name_and_one_step_brings_the_old_one_back() throws Exception {
        Path first = adapter(1);
        Path second = adapter(2);
        String bare = running.answer("tiny", PROMPT, 8);

        assertThat(rollOut.promote(first, base, version(first))).isEqualTo(1);
        String old = running.answer("north", PROMPT, 8);
        assertThatThrownBy(() -> rollOut.rollBack(Optional.empty(), "test")).hasMessageContaining("no version before");
        assertThatThrownBy(() -> rollOut.rollBack(Optional.of(7), "test")).hasMessageContaining("no version 7");
        assertThat(rollOut.promote(second, base, version(second))).isEqualTo(2);
        String now = running.answer("north", PROMPT, 8);

        assertThat(List.of(bare, old, now)).doesNotHaveDuplicates();
        assertThat(store.current()).contains(2);
        assertThat(AdapterVersions.current(store.directory())).isEqualTo(store.version(2));
        assertThat(rollOut.rollBack(Optional.empty(), "Dr. B")).isEqualTo(1);
        assertThat(running.answer("north", PROMPT, 8)).isEqualTo(old);
        assertThat(store.current()).contains(1);
        assertThat(rollOut.rollBack(Optional.of(2), "Dr. B")).isEqualTo(2);
        assertThat(running.answer("north", PROMPT, 8)).isEqualTo(now);
        assertThat(Files.readAllLines(store.directory().resolve("history.jsonl")))
                .hasSize(4)
                .last()
                .asString()
                .contains("\"version\":2", "rolled back", "Dr. B");
    }

    @Test
    void where_the_server_answers_otherwise_the_old_version_stays_in_use() throws Exception {
        Path first = adapter(1);
        rollOut.promote(first, base, version(first));
        String old = running.answer("north", PROMPT, 8);
        Path second = adapter(2);
        rollOut.promote(second, base, version(second));
        rollOut.rollBack(Optional.of(1), "test");
        Path answers = store.version(2).resolve("answers.json");
        Files.writeString(answers, Files.readString(answers).replace("\"completion\":\"", "\"completion\":\"other"));

        assertThatThrownBy(() -> rollOut.rollBack(Optional.of(2), "test"))
                .isInstanceOf(RollOutException.class)
                .hasMessage("the model server does not give the answers that version 2 gives by itself;"
                        + " version 1 is still in use");
        assertThat(running.answer("north", PROMPT, 8)).isEqualTo(old);
        assertThat(store.current()).contains(1);
    }

    @Test
    void files_that_are_not_those_decided_on_are_refused_by_their_digest() throws Exception {
        Path first = adapter(1);
        Version decided = version(first);
        TinyModels.adapter(first, base, 9);

        assertThatThrownBy(() -> rollOut.promote(first, base, decided))
                .isInstanceOf(RollOutException.class)
                .hasMessageContaining("not those that were decided on");

        Version wrong = new Version(decided.digest(), ModelDigest.of(first), "d", "Dr. A", "");
        assertThatThrownBy(() -> rollOut.promote(first, base, wrong))
                .isInstanceOf(RollOutException.class)
                .hasMessageContaining("wrong_digest")
                .hasMessageEndingWith("no version is in use, as before");
        assertThat(store.current()).isEmpty();
        assertThat(store.version(1)).doesNotExist();
        assertThat(running.listed("north")).isEmpty();
    }

    @Test
    void what_the_server_serves_under_the_name_from_elsewhere_is_neither_replaced_nor_unloaded() throws Exception {
        Path foreign = TinyModels.adapter(store.root().resolve("foreign"), base, 5);
        running.load("north", "foreign", ModelDigest.of(base, foreign));
        Path first = adapter(1);

        assertThatThrownBy(() -> rollOut.promote(first, base, version(first)))
                .isInstanceOf(RollOutException.class)
                .hasMessageContaining("serves something else as north already");
        assertThat(store.version(1)).doesNotExist();
        assertThat(running.listed("north").orElseThrow().digest()).isEqualTo(ModelDigest.of(base, foreign));
    }

    @Test
    void where_the_store_cannot_be_written_the_server_serves_the_old_version_again() throws Exception {
        Path first = adapter(1);
        rollOut.promote(first, base, version(first));
        String old = running.answer("north", PROMPT, 8);
        Files.createDirectory(store.directory().resolve(".current.partial"));
        Path second = adapter(2);

        assertThatThrownBy(() -> rollOut.promote(second, base, version(second)))
                .isInstanceOf(RollOutException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageEndingWith("version 1 is still in use");
        assertThat(running.answer("north", PROMPT, 8)).isEqualTo(old);
        assertThat(store.current()).contains(1);
    }

    @Test
    void a_load_without_an_answer_is_told_as_not_known_and_its_version_is_kept() throws Exception {
        HttpServer silent = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] models = ("{\"data\":[{\"id\":\"tiny\",\"digest\":\"" + ModelDigest.of(base)
                        + "\",\"precision\":\"f32\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        silent.createContext("/v1/models", exchange -> {
            exchange.sendResponseHeaders(200, models.length);
            exchange.getResponseBody().write(models);
            exchange.close();
        });
        silent.createContext("/v1/load_lora_adapter", HttpExchange::close);
        silent.start();
        try {
            Path first = adapter(1);
            RollOut unanswered =
                    new RollOut(store, Optional.of(client(silent.getAddress().getPort())), Clock.systemUTC());

            assertThatThrownBy(() -> unanswered.promote(first, base, version(first)))
                    .isInstanceOf(UnsettledException.class)
                    .hasMessageContaining("did not answer the load")
                    .hasMessageContaining("is not known, no version is current");
            assertThat(store.version(1)).isDirectory();
            assertThat(store.current()).isEmpty();
        } finally {
            silent.stop(0);
        }
    }

    @Test
    void a_server_of_another_base_model_or_precision_is_refused_before_anything_is_loaded() throws Exception {
        Path other = TinyModels.base(directory.resolve("other"), 48);
        Path first = TinyModels.adapter(directory.resolve("of-other"), other, 1);

        rollOut.requirePrecision("f32");
        assertThatThrownBy(() -> rollOut.requirePrecision("int8/64"))
                .hasMessageContaining("the model server computes in f32, the decision was made in int8/64");
        assertThatThrownBy(() -> rollOut.promote(first, other, version(first)))
                .isInstanceOf(RollOutException.class)
                .hasMessage("the model server serves another base model than the one that was decided on");
        assertThat(store.current()).isEmpty();
    }

    @Test
    void a_server_that_is_away_changes_nothing() throws Exception {
        Path first = adapter(1);
        rollOut.promote(first, base, version(first));
        server.close();
        Path second = adapter(2);

        assertThatThrownBy(() -> rollOut.promote(second, base, version(second)))
                .isInstanceOf(RollOutException.class)
                .hasMessageContaining("cannot be reached");
        assertThat(store.current()).contains(1);
        assertThat(store.version(2)).doesNotExist();
    }

    private Path adapter(long seed) throws IOException {
        return TinyModels.adapter(directory.resolve("adapter-" + seed), base, seed);
    }

    private Version version(Path adapter) {
        return new Version(ModelDigest.of(base, adapter), ModelDigest.of(adapter), "0", "Dr. A", "");
    }
}
