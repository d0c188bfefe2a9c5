package org.radiologygpt.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainingTest {
    @TempDir
    Path directory;

    private final List<List<String>> asked = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(
                directory.resolve("retrain.yaml"),
                "work: " + directory.resolve("work") + "\nbase: model\ncorpus: [feed.jsonl, --seed, 2]\n"
                        + "promote: [--store, adapters, --name, north]\n");
    }

    @Test
    void the_steps_hand_their_files_on_and_the_gate_ends_the_run() throws IOException {
        codes.put("promote", 4);

        assertThat(run()).isEqualTo(4);

        Path run = directory.resolve("work/1");
        assertThat(asked)
                .extracting(arguments -> arguments.get(0))
                .containsExactly("corpus", "plant-canaries", "train", "evaluate", "promote");
        assertThat(asked.get(0))
                .containsExactly("corpus", "--out", run.resolve("pairs.jsonl").toString(), "feed.jsonl", "--seed", "2");
        assertThat(asked.get(2))
                .containsSequence("--data", run.resolve("planted.jsonl").toString());
        assertThat(asked.get(4))
                .containsSequence("--candidate", run.resolve("adapter").toString())
                .containsSequence("--train", run.resolve("planted.jsonl").toString())
                .containsSequence("--store", "adapters", "--name", "north");
    }

    @Test
    void a_run_that_failed_goes_on_with_the_step_that_did() throws IOException {
        codes.put("train", 1);
        assertThat(run()).isEqualTo(1);
        codes.clear();
        asked.clear();

        assertThat(run()).isZero();

        assertThat(asked).extracting(arguments -> arguments.get(0)).containsExactly("train", "evaluate", "promote");
        assertThat(directory.resolve("work/2")).doesNotExist();
    }

    @Test
    void after_the_gate_has_spoken_the_next_run_is_a_new_one() throws IOException {
        codes.put("promote", 3);
        assertThat(run()).isEqualTo(3);

        assertThat(run()).isEqualTo(3);

        assertThat(asked).hasSize(10);
        assertThat(directory.resolve("work/2")).isDirectory();
    }

    @Test
    void a_gate_that_could_not_decide_is_asked_again() throws IOException {
        codes.put("promote", 1);
        assertThat(run()).isEqualTo(1);

        assertThat(run()).isEqualTo(1);

        assertThat(asked).hasSize(6);
    }

    @Test
    void two_do_not_run_at_once() throws IOException {
        Retraining outer = new Retraining(
                Plan.read(config),
                arguments -> {
                    assertThatThrownBy(this::run)
                            .isInstanceOf(RetrainException.class)
                            .hasMessageContaining("another retraining runs");
                    return 0;
                },
                console());

        assertThat(outer.run()).isZero();
    }

    @Test
    void a_wrong_configuration_is_told_by_its_key() throws IOException {
        told("work: w\nbase: b\ncorpus: [x]\ngate: []\n", "there is no key gate");
        told("work: w\nbase: b\n", "corpus must list what to read");
        told("base: b\ncorpus: [x]\n", "work must be a directory");
        told("work: w\nbase: b\ncorpus: x\n", "corpus must be a list of arguments");
        told("- x\n", "no YAML of keys and values");
    }

    private void told(String yaml, String message) throws IOException {
        Files.writeString(config, yaml);
        assertThatThrownBy(() -> Plan.read(config))
                .isInstanceOf(RetrainException.class)
                .hasMessageContaining(message);
    }

    private int run() throws IOException {
        return new Retraining(Plan.read(config), this::command, console()).run();
    }

    private int command(List<String> arguments) {
        asked.add(arguments);
        return codes.getOrDefault(arguments.get(0), 0);
    }

    private static PrintWriter console() {
        return new PrintWriter(Writer.nullWriter());
    }
}
