package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.Safetensors;
import org.radiologygpt.model.weights.SafetensorsWriter;
import org.radiologygpt.trainer.corpus.CorpusException;

/** What cannot be trained on is refused in one sentence, and what was there before stays. */
class BadInputTest {
    @TempDir
    Path directory;

    private TinyTrainings trainings;

    @BeforeEach
    void base() throws IOException {
        trainings = new TinyTrainings(directory);
    }

    @Test
    void an_empty_file_of_pairs() throws IOException {
        trainings.pairs("empty.jsonl", Stream.of());

        refused(trainings.training(TinyTrainings.LORA, "base", "empty.jsonl", "adapter"), "holds no usable pair");
    }

    @Test
    void pairs_that_are_all_too_long() throws IOException {
        refused(
                trainings.training(TinyTrainings.LORA + "maxLength: 8\n", "base", "adapter"),
                "no pair of pairs.jsonl fits maxLength 8, raise it");
    }

    @Test
    void a_base_directory_without_weights() throws IOException {
        refused(trainings.training(TinyTrainings.LORA, "shape", "adapter"), "--base has no weights");
    }

    @Test
    void a_tokenizer_with_more_tokens_than_the_model() throws IOException {
        config("base", "\"vocab_size\" : 320", "\"vocab_size\" : 64");

        refused(trainings.training(TinyTrainings.LORA, "base", "adapter"), "they belong to different models");
    }

    @Test
    void a_tokenizer_with_far_fewer_tokens_than_the_model() throws IOException {
        config("base", "\"vocab_size\" : 320", "\"vocab_size\" : 32000");

        refused(trainings.training(TinyTrainings.LORA, "base", "adapter"), "they belong to different models");
    }

    @Test
    void held_out_pairs_without_a_proof() throws IOException {
        Files.copy(directory.resolve("pairs.jsonl"), directory.resolve("unproved.jsonl"));

        assertThatThrownBy(() -> trainings
                        .training(TinyTrainings.LORA + "selection: {data: unproved.jsonl}\n", "base", "adapter")
                        .run(true))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("unproved.jsonl has no proof of de-identification");
    }

    @Test
    void a_checkpoint_of_an_adapter_for_another_base_of_the_same_shape() throws IOException {
        trainings.training(TinyTrainings.LORA, "base", "adapter").run(true, 2);
        byte[] before = trainings.adapter("adapter");
        rewrite(weights -> weights.get("model.norm.weight")[0] += 1);

        assertThatThrownBy(() -> trainings
                        .training(TinyTrainings.LORA, "base", "adapter")
                        .run(true))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("an adapter for another base model of the same shape");
        assertThat(trainings.adapter("adapter")).isEqualTo(before);
        assertThat(trainings.state("adapter").steps()).isEqualTo(2);
    }

    @Test
    void other_data_leave_the_tokenizer_beside_the_model_that_it_belongs_to() throws IOException {
        String full = TinyTrainings.LORA.replace("seed: 4", "method: full\ninit: random\ntokenizer: {train: true}");
        trainings.training(full, "shape", "model").run(true, 1);
        String before = Files.readString(directory.resolve("model/tokenizer.json"));
        trainings.pairs("other.jsonl", IntStream.range(0, 30).mapToObj(i -> "Quite other words, number " + i + "."));

        assertThatThrownBy(() -> trainings
                        .training(full, "shape", "other.jsonl", "model")
                        .run(true))
                .isInstanceOf(SettingsException.class);
        assertThat(Files.readString(directory.resolve("model/tokenizer.json"))).isEqualTo(before);
    }

    /** One pair holds a letter whose embedding is broken: the steps before it are good. */
    @Test
    void a_loss_that_is_no_number_names_its_step_and_keeps_the_checkpoint() throws IOException {
        trainings.pairs(
                "rare.jsonl",
                IntStream.range(0, 48).mapToObj(i -> i == 20 ? "A nodule in zone Z." : "A nodule in the left lobe."));
        rewrite(weights -> breakEmbedding(weights.get("model.embed_tokens.weight"), 'Z'));
        Training training =
                trainings.training(TinyTrainings.SAVING.replace("seed: 4", "seed: 5"), "base", "rare.jsonl", "adapter");

        assertThatThrownBy(() -> training.run(true))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching("step (\\d+) has loss NaN .*: the checkpoint of step \\d+ is kept; .*");
        int kept = trainings.state("adapter").steps();
        assertThat(kept).isPositive();
        assertThat(trainings.log("adapter")).hasSize(kept);
        for (var tensor : Safetensors.openFile(directory.resolve("adapter/adapter_model.safetensors"))
                .tensors()
                .values()) {
            assertThat(tensor.toFloats()).doesNotContain(Float.NaN);
        }
    }

    @Test
    void a_full_disk_keeps_the_checkpoint_and_the_training_goes_on_when_there_is_room() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        trainings.training(TinyTrainings.LORA, "base", "whole").run(true);
        trainings.training(TinyTrainings.LORA, "base", "adapter").run(true, 3);
        byte[] before = trainings.adapter("adapter");
        Files.createSymbolicLink(directory.resolve("adapter/checkpoint/step-4.safetensors.part"), full);

        assertThatThrownBy(() -> trainings
                        .training(TinyTrainings.SAVING, "base", "adapter")
                        .run(true))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "writing to --out failed (No space left on device): the checkpoint of step 3 is kept; make room"
                                + " on the disk and run again");
        assertThat(trainings.adapter("adapter")).isEqualTo(before);
        trainings.training(TinyTrainings.LORA, "base", "adapter").run(true);

        assertThat(trainings.adapter("adapter")).isEqualTo(trainings.adapter("whole"));
        assertThat(trainings.log("adapter")).isEqualTo(trainings.log("whole"));
    }

    private void refused(Training training, String sentence) {
        assertThatThrownBy(() -> training.run(true))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(sentence);
        assertThat(directory.resolve("adapter")).doesNotExist();
    }

    private void config(String base, String from, String to) throws IOException {
        Path file = directory.resolve(base).resolve("config.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private interface Change {
        void apply(Map<String, float[]> weights);
    }

    private void rewrite(Change change) throws IOException {
        Path base = directory.resolve("base");
        Map<String, long[]> shapes = WeightShapes.base(LlamaConfig.read(base));
        Map<String, float[]> weights = new HashMap<>();
        var stored = WeightShapes.reading(Safetensors.openDirectory(base), shapes);
        shapes.keySet().forEach(name -> weights.put(name, stored.apply(name)));
        change.apply(weights);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        shapes.forEach((name, shape) -> writer.add(name, weights.get(name), shape));
        writer.write(base.resolve("model.safetensors"));
    }

    /** A byte's token has the byte's place after the special ones. */
    private static void breakEmbedding(float[] table, char letter) {
        int row = 3 + letter;
        for (int i = 0; i < TinyTrainings.SHAPE.hiddenSize(); i++) {
            table[row * TinyTrainings.SHAPE.hiddenSize() + i] = Float.NaN;
        }
    }
}
