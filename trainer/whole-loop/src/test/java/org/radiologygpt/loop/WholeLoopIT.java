package org.radiologygpt.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.loop.Commands.Result;

/**
 * Signed reports through Kafka, a corpus, an adapter, the gate, the running model server; drafts change their style, and
 * change back.
 */
class WholeLoopIT {
    private static final String OLD = "No other acute abnormality.";
    private static final String NEW = "Otherwise as above.";
    private static final int DRAFTS = 10;
    private static final String TRAINING = """
            seed: 1
            epochs: 8
            batch: {size: 8, microTokens: 1600, workers: 1}
            lora: {rank: 8, targets: [q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj], dropout: 0}
            optimizer: {learningRate: 3.0e-3}
            """;

    @TempDir
    Path directory;

    @Test
    void signed_reports_become_an_adapter_that_changes_the_drafts_and_can_be_taken_back() throws IOException {
        Path base = demoModel();
        Path store = Files.createDirectory(directory.resolve("adapters"));
        Path keys = Files.writeString(directory.resolve("keys"), "k1:a key of twenty letters\n");
        Path settings = Files.writeString(directory.resolve("train.yaml"), TRAINING);
        Path port = directory.resolve("port");
        try (Commands commands = new Commands(directory)) {
            commands.serve(
                    "serve",
                    "--model",
                    base.toString(),
                    "--port",
                    "0",
                    "--port-file",
                    port.toString(),
                    "--allow-adapter-loading",
                    store.toString(),
                    "--adapter-modules",
                    "q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj");
            await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(port) && Files.size(port) > 0);
            String url = "http://127.0.0.1:" + Files.readString(port).strip();
            try (Hospital hospital = new Hospital(directory, keys, url, "house")) {
                Retraining retraining = new Retraining(commands, hospital, base, store, keys, settings, url);
                retraining.run(1, OLD);
                assertStyle(drafts(hospital, 11), OLD);
                retraining.run(2, NEW);
                assertStyle(drafts(hospital, 12), NEW);
                Result back = commands.trainer("rollback", "house", "--store", store.toString(), "--server", url);
                assertThat(back.code()).as(back.output()).isZero();
                assertStyle(drafts(hospital, 13), OLD);
            }
        }
    }

    /** Drafts for reports that were not trained on; a guard may withhold a few. */
    private static List<String> drafts(Hospital hospital, long seed) {
        List<String> dictated = Reports.of(seed, DRAFTS).stream()
                .map(report -> Reports.dictated(report, seed))
                .toList();
        List<String> drafts = hospital.all(dictated).stream()
                .filter(outcome -> outcome.path("outcome").asText().equals("drafted"))
                .map(outcome -> outcome.path("impression").asText())
                .toList();
        assertThat(drafts).hasSizeGreaterThanOrEqualTo(DRAFTS / 2);
        return drafts;
    }

    private static void assertStyle(List<String> drafts, String ending) {
        long inStyle = drafts.stream().filter(draft -> draft.endsWith(ending)).count();
        assertThat(inStyle).as(drafts.toString()).isGreaterThan(drafts.size() / 2);
    }

    private static Path demoModel() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("config/demo-model"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }
}
