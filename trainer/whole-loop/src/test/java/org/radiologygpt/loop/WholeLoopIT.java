package org.radiologygpt.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.loop.Commands.Result;
import org.radiologygpt.trainer.synthetic.SyntheticReport;

/**
 * Signed reports through Kafka, a corpus, an adapter, the gate, the running model server; drafts change their style, and
 * change back.
 */
class WholeLoopIT {
    private static final String OLD = "End of report.";
    private static final String NEW = "Please see above.";
    private static final String TRAINING = """
            seed: 1
            epochs: 4
            batch: {size: 8, microTokens: 1600, workers: 2}
            lora: {rank: 8, targets: [q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj], dropout: 0}
            optimizer: {learningRate: 2.0e-3}
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
                assertThat(drafted(hospital, 11)).endsWith(OLD);
                retraining.run(2, NEW);
                assertThat(drafted(hospital, 12)).endsWith(NEW);
                Result back = commands.trainer("rollback", "house", "--store", store.toString(), "--server", url);
                assertThat(back.code()).as(back.output()).isZero();
                assertThat(drafted(hospital, 13)).endsWith(OLD);
            }
        }
    }

    /** The impression drafted for a report that was not trained on. */
    private static String drafted(Hospital hospital, long seed) {
        SyntheticReport report = Reports.of(seed, 1).get(0);
        JsonNode outcome = hospital.outcome(Reports.dictated(report, seed));
        assertThat(outcome.path("outcome").asText()).as(outcome.toString()).isEqualTo("drafted");
        return outcome.path("impression").asText();
    }

    private static Path demoModel() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("config/demo-model"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }
}
