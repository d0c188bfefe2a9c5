package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.Safetensors;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;

class TrainingTest {
    private static final LlamaConfig SHAPE = new LlamaConfig(300, 32, 64, 2, 2, 2, 16, 128, 1e-5, 10000, true, 1, 2);
    private static final String FULL = """
            method: full
            init: random
            seed: 4
            steps: 24
            tokenizer: {train: true, vocabSize: 320}
            batch: {size: 16, microTokens: 400}
            optimizer: {learningRate: 1.0e-2}
            """;
    private static final String LORA = """
            seed: 4
            steps: 8
            lora: {rank: 4, targets: [q_proj, v_proj, down_proj]}
            batch: {size: 8, microTokens: 200}
            optimizer: {learningRate: 5.0e-3}
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void base() throws IOException {
        Files.createDirectories(directory.resolve("base"));
        Files.writeString(directory.resolve("base/config.json"), SHAPE.toJson());
        Random random = new Random(3);
        Path pairs = directory.resolve("pairs.jsonl");
        long written = PairFile.write(pairs, IntStream.range(0, 64).mapToObj(i -> pair(i, random)));
        DeidProof.of(pairs, written, DeidProof.Origin.SYNTHETIC).write(pairs);
    }

    @Test
    void loss_falls_and_the_model_directory_is_complete() throws IOException {
        training(FULL, "base", "model").run(true);

        List<Double> losses = losses("model");
        assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) / 2);
        LlamaConfig written = LlamaConfig.read(directory.resolve("model"));
        assertThat(written.vocabSize() % 32).isZero();
        WeightShapes.reading(Safetensors.openDirectory(directory.resolve("model")), WeightShapes.base(written));
        assertThat(directory.resolve("model/tokenizer.json")).exists();
    }

    @Test
    void resumed_training_equals_uninterrupted() throws IOException {
        training(FULL, "base", "whole").run(true);
        training(FULL, "base", "parts").run(true, 9);
        training(FULL, "base", "parts").run(true);

        assertThat(console.toString(StandardCharsets.UTF_8)).contains("resumed after step 9");
        assertThat(losses("parts")).isEqualTo(losses("whole"));
        assertThat(directory.resolve("parts/model.safetensors"))
                .hasSameBinaryContentAs(directory.resolve("whole/model.safetensors"));
    }

    /** The keys are fields of PEFT's LoraConfig, and those that PEFT's own readers ask for are there. */
    @Test
    void an_adapter_has_the_names_shapes_and_keys_of_peft() throws IOException {
        training(FULL, "base", "model").run(true, 2);
        training(LORA, "model", "adapter").run(true);

        Safetensors file = Safetensors.openFile(directory.resolve("adapter/adapter_model.safetensors"));
        assertThat(file.tensors()).hasSize(12);
        file.tensor("base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight", 4, 32);
        file.tensor("base_model.model.model.layers.1.mlp.down_proj.lora_A.weight", 4, 64);
        file.tensor("base_model.model.model.layers.0.mlp.down_proj.lora_B.weight", 32, 4);
        JsonNode config = new ObjectMapper()
                .readTree(directory.resolve("adapter/adapter_config.json").toFile());
        assertThat(config.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "peft_type",
                        "task_type",
                        "base_model_name_or_path",
                        "r",
                        "lora_alpha",
                        "lora_dropout",
                        "target_modules",
                        "bias",
                        "fan_in_fan_out",
                        "inference_mode",
                        "use_rslora",
                        "use_dora",
                        "modules_to_save");
        assertThat(config.path("peft_type").asText()).isEqualTo("LORA");
        assertThat(config.path("task_type").asText()).isEqualTo("CAUSAL_LM");
        assertThat(config.path("r").asInt()).isEqualTo(4);
        assertThat(config.path("target_modules")).hasSize(3);
    }

    @Test
    void two_workers_train_like_one() throws IOException {
        training(FULL, "base", "one").run(true, 4);
        training(FULL.replace("size: 16", "workers: 2, size: 16"), "base", "two")
                .run(true, 4);

        assertThat(losses("two").get(3)).isCloseTo(losses("one").get(3), within(1e-3));
    }

    @Test
    void a_checkpoint_of_other_data_is_refused() throws IOException {
        training(FULL, "base", "model").run(true, 1);

        assertThatThrownBy(() -> training(FULL.replace("seed: 4", "seed: 5"), "base", "model")
                        .run(true))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--no-resume");
    }

    @Test
    void data_without_a_proof_of_deidentification_are_refused_before_anything_is_written() throws IOException {
        Files.delete(DeidProof.beside(directory.resolve("pairs.jsonl")));

        assertThatThrownBy(() -> training(FULL, "base", "model").run(true))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("no proof of de-identification");
        assertThat(directory.resolve("model")).doesNotExist();
    }

    @Test
    void no_text_of_a_report_reaches_the_console() throws IOException {
        training(FULL, "base", "model").run(true, 1);

        assertThat(console.toString(StandardCharsets.UTF_8)).doesNotContain("nodule");
    }

    private static Pair pair(int number, Random random) {
        String side = random.nextBoolean() ? "left" : "right";
        String lobe = random.nextBoolean() ? "upper" : "lower";
        String findings = "There is a nodule in the " + side + " " + lobe + " lobe.";
        return new Pair("p" + number, "", "test", "", findings, "Nodule, " + side + " " + lobe + " lobe.", false);
    }

    private Training training(String settings, String base, String out) throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), settings);
        return new Training(
                directory.resolve(base),
                directory.resolve("pairs.jsonl"),
                directory.resolve(out),
                Optional.of(file),
                new PrintStream(console, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
    }

    private List<Double> losses(String out) throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(out).resolve("training.jsonl"))) {
            losses.add(new ObjectMapper().readTree(line).path("loss").asDouble());
        }
        return losses;
    }
}
