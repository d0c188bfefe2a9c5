package org.radiologygpt.trainer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.radiologygpt.trainer.TinyModels;
import org.radiologygpt.trainer.canary.Planting;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.evaluate.Probe;
import org.radiologygpt.trainer.promote.Check;
import org.radiologygpt.trainer.promote.Decision;

/** The whole way with the real server; the references are what a candidate writes, so that it is better. */
@Timeout(240)
class PromoteCommandTest {
    @TempDir
    Path directory;

    private Path base;
    private Path store;
    private Path training;

    @BeforeEach
    void write() throws IOException {
        base = TinyModels.base(directory.resolve("tiny"), 32);
        store = Files.createDirectory(directory.resolve("adapters"));
        training = directory.resolve("planted.jsonl");
        new Planting(2, 1, 7).plant(TinyModels.pairs(directory.resolve("pairs.jsonl"), 10, 20), training);
    }

    @Test
    void what_passes_waits_for_a_person_is_served_then_and_can_be_taken_back() throws Exception {
        Path first = candidate(1);
        Path second = candidate(2);
        try (ModelServer server = serve()) {
            String url = "http://127.0.0.1:" + server.port();

            assertThat(promote(first)).isEqualTo(4);
            String waiting = pending().get(0);
            assertThat(store.resolve("north/current")).doesNotExist();
            assertThat(approve(waiting, url)).isZero();
            assertThat(store.resolve("north/current")).hasContent("1");
            assertThat(store.resolve("north/versions/1")).isDirectoryContaining("glob:**model-card.{md,xml}");
            assertThat(Files.readString(store.resolve("north/versions/1/version.json")))
                    .contains("\"approvedBy\" : \"Dr. A\"");

            assertThat(approve(waiting, url))
                    .as("compared with the bare base model")
                    .isEqualTo(1);
            assertThat(store.resolve("north/current")).hasContent("1");

            assertThat(promote(second, "--approve-by", "Dr. A", "--server", url))
                    .isZero();
            assertThat(store.resolve("north/current")).hasContent("2");
            assertThat(Main.run("rollback", "north", "--store", store.toString(), "--server", url))
                    .isZero();
            assertThat(store.resolve("north/current")).hasContent("1");
        }
    }

    @Test
    void what_does_not_pass_is_not_kept_and_each_time_told_alike() throws IOException {
        Path candidate = TinyModels.adapter(directory.resolve("adapter-1"), base, 1);
        TinyModels.pairs(directory.resolve("test-1.jsonl"), 0, 2);
        Path told = directory.resolve("decision.json");
        Path again = directory.resolve("again.json");

        assertThat(promote(candidate, "--out", told.toString())).isEqualTo(3);
        assertThat(promote(candidate, "--out", again.toString())).isEqualTo(3);

        assertThat(store.resolve("north")).doesNotExist();
        assertThat(again).hasSameBinaryContentAs(told);
        Decision decision = Decision.read(told);
        assertThat(decision.inputs()).containsOnlyKeys("adapter", "base", "candidate", "test", "training");
        assertThat(decision.checks())
                .extracting(Check::name)
                .contains("reports", "better.current", "better.nearest", "guard.withheld", "canaries");
        assertThat(decision.refusals()).contains("better.current").doesNotContain("canaries");
    }

    @Test
    void wrong_usage_ends_with_2() {
        assertThat(Main.run("promote", "--base", base.toString())).isEqualTo(2);
        assertThat(Main.run("promote", "--base", base.toString(), "--pending", "x", "--store", "s", "--name", "n"))
                .isEqualTo(2);
        assertThat(Main.run("promote", "--base", base.toString(), "--approve-by", "Dr. A"))
                .isEqualTo(2);
    }

    /** An adapter, and test pairs whose impressions are its drafts. */
    private Path candidate(long seed) throws IOException {
        Path adapter = TinyModels.adapter(directory.resolve("adapter-" + seed), base, seed);
        List<Pair> asked = IntStream.range(0, 2)
                .mapToObj(i -> new Pair("t" + i, "", "synthetic", "", "Test view " + i + " is clear.", "x", false))
                .toList();
        List<String> drafts = new Probe(base, Optional.of(adapter), DecoderOptions.defaults()).drafts(asked);
        TinyModels.pairs(
                test(adapter),
                IntStream.range(0, asked.size())
                        .mapToObj(i -> new Pair(
                                asked.get(i).id(),
                                "",
                                "synthetic",
                                "",
                                asked.get(i).findings(),
                                drafts.get(i),
                                false))
                        .toList());
        return adapter;
    }

    private Path test(Path adapter) {
        return directory.resolve(adapter.getFileName().toString().replace("adapter", "test") + ".jsonl");
    }

    private int promote(Path candidate, String... more) {
        List<String> arguments = new ArrayList<>(List.of("promote", "--base", base.toString()));
        arguments.addAll(List.of(
                "--candidate", candidate.toString(), "--data", test(candidate).toString()));
        arguments.addAll(List.of("--train", training.toString(), "--store", store.toString(), "--name", "north"));
        arguments.addAll(List.of("--min-reports", "1", "--guard-margin", "100", "--alternatives", "15"));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new));
    }

    private int approve(String id, String url) {
        return Main.run(
                "promote",
                "--base",
                base.toString(),
                "--store",
                store.toString(),
                "--name",
                "north",
                "--pending",
                id,
                "--approve-by",
                "Dr. A",
                "--server",
                url);
    }

    private List<String> pending() throws IOException {
        try (Stream<Path> waiting = Files.list(store.resolve("north/pending"))) {
            return waiting.map(path -> path.getFileName().toString()).toList();
        }
    }

    private ModelServer serve() throws IOException {
        DecoderOptions decoding = DecoderOptions.defaults()
                .withIntraOpThreads(1)
                .withSlots(1)
                .withAdapters(new AdapterLimits(2, 4, List.of("q_proj", "v_proj")));
        return ModelServer.start(
                ServerOptions.DEFAULT.withAddress("127.0.0.1", 0),
                AdaptedModel.open(base, Optional.empty(), decoding, GeneratorOptions.DEFAULT),
                List.of(),
                Optional.of(store),
                Clock.systemUTC());
    }
}
