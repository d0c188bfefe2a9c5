package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.lora.Training;

/** What the trainer writes, the model server's decoder reads and answers with: a whole model, and an adapter on it. */
class TrainedModelIT {
    private static final String[] SIDES = {"left", "right"};
    private static final String[] LOBES = {"upper", "middle", "lower"};
    private static final String FULL = """
            method: full
            init: random
            steps: 160
            tokenizer: {train: true, vocabSize: 320}
            batch: {size: 12}
            optimizer: {learningRate: 6.0e-3}
            """;
    private static final String LORA = """
            steps: 160
            lora: {rank: 8, targets: [q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj]}
            batch: {size: 12}
            optimizer: {learningRate: 1.0e-2}
            """;

    @TempDir
    Path directory;

    @Test
    void a_trained_model_and_a_trained_adapter_answer_in_the_decoder() throws IOException {
        Files.createDirectory(directory.resolve("base"));
        LlamaConfig shape = new LlamaConfig(300, 64, 128, 2, 4, 2, 16, 128, 1e-5, 10000, true, 1, 2);
        Files.writeString(directory.resolve("base/config.json"), shape.toJson());
        Path first = pairs("first.jsonl", (side, lobe) -> "Nodule, " + side + " " + lobe + " lobe.");
        Path second = pairs("second.jsonl", (side, lobe) -> "The " + lobe + " lobe nodule is " + side + ".");

        train("base", first, "model", FULL);
        train("model", second, "adapter", LORA);

        assertThat(exact("model", Optional.empty(), first)).isEqualTo(100);
        assertThat(exact("model", Optional.empty(), second)).isZero();
        assertThat(exact("model", Optional.of(directory.resolve("adapter")), second))
                .isEqualTo(100);
    }

    private Path pairs(String name, BinaryOperator<String> impression) throws IOException {
        Path file = directory.resolve(name);
        long written = PairFile.write(file, IntStream.range(0, 6).mapToObj(i -> {
            String side = SIDES[i % 2];
            String lobe = LOBES[i / 2];
            String findings = "There is a nodule in the " + side + " " + lobe + " lobe.";
            return new Pair("p" + i, "", "test", "", findings, impression.apply(side, lobe), false);
        }));
        DeidProof.of(file, written, DeidProof.Origin.SYNTHETIC).write(file);
        return file;
    }

    private void train(String base, Path data, String out, String settings) throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), settings);
        new Training(
                        directory.resolve(base),
                        data,
                        directory.resolve(out),
                        Optional.of(file),
                        new PrintStream(OutputStream.nullOutputStream()),
                        Clock.systemUTC())
                .run(true);
    }

    private double exact(String model, Optional<Path> adapter, Path data) throws IOException {
        ObjectNode metrics = Evaluation.run(
                directory.resolve(model),
                adapter,
                DecoderOptions.defaults(),
                data,
                100,
                Optional.empty(),
                Optional.empty());
        return metrics.path("exactMatchPercent").asDouble();
    }
}
