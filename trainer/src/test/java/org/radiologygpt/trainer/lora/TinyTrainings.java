package org.radiologygpt.trainer.lora;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;

/** A folder with a tiny base model, pairs, and trainings of adapters that take about a second. */
final class TinyTrainings {
    static final LlamaConfig SHAPE = new LlamaConfig(300, 32, 64, 2, 2, 2, 16, 128, 1e-5, 10000, false, 1, 2);
    static final String LORA = """
            seed: 4
            steps: 6
            lora: {rank: 4, dropout: 0.2, targets: [q_proj, v_proj, down_proj]}
            batch: {size: 8, microTokens: 200}
            optimizer: {learningRate: 5.0e-3}
            """;
    /** With a checkpoint after each step, which changes nothing else. */
    static final String SAVING = LORA + "checkpointMinutes: 0\n";

    /** As the build sets it; a process of its own needs it too, or its last bits may differ. */
    static final String ONE_THREAD = "ai.djl.pytorch.num_threads";

    private static final String BASE = """
            method: full
            init: random
            seed: 4
            steps: 1
            tokenizer: {train: true, vocabSize: 320}
            batch: {size: 16}
            """;

    private static final List<String> BASE_FILES = List.of("config.json", "tokenizer.json", "model.safetensors");
    /** Made once; every folder gets a copy. */
    private static final Map<String, byte[]> base = new HashMap<>();

    final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final Path directory;

    TinyTrainings(Path directory) throws IOException {
        this.directory = directory;
        System.setProperty(ONE_THREAD, "1");
        Files.createDirectories(directory.resolve("shape"));
        Files.writeString(directory.resolve("shape/config.json"), SHAPE.toJson());
        Random random = new Random(3);
        pairs("pairs.jsonl", Stream.generate(() -> findings(random)).limit(64));
        if (base.isEmpty()) {
            training(BASE, "shape", "base").run(true);
            for (String name : BASE_FILES) {
                base.put(name, Files.readAllBytes(directory.resolve("base").resolve(name)));
            }
        }
        Files.createDirectories(directory.resolve("base"));
        for (var file : base.entrySet()) {
            Files.write(directory.resolve("base").resolve(file.getKey()), file.getValue());
        }
    }

    private static String findings(Random random) {
        return "There is a nodule in the " + (random.nextBoolean() ? "left " : "right ")
                + (random.nextBoolean() ? "upper lobe." : "lower lobe.");
    }

    /** Writes pairs with their proof; the impression repeats the findings. */
    void pairs(String name, Stream<String> findings) throws IOException {
        Path file = directory.resolve(name);
        int[] number = {0};
        long written = PairFile.write(
                file,
                findings.map(text -> new Pair("p" + number[0]++, "", "test", "", text, "Impression: " + text, false)));
        DeidProof.of(file, written, DeidProof.Origin.SYNTHETIC).write(file);
    }

    Training training(String settings, String base, String out) throws IOException {
        return training(settings, base, "pairs.jsonl", out);
    }

    Training training(String settings, String base, String data, String out) throws IOException {
        return new Training(
                directory.resolve(base),
                directory.resolve(data),
                directory.resolve(out),
                Optional.of(settingsFile(settings)),
                new PrintStream(console, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
    }

    Path settingsFile(String settings) throws IOException {
        return Files.writeString(directory.resolve("settings.yaml"), settings);
    }

    /** The log without its times. */
    List<ObjectNode> log(String out) throws IOException {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(out).resolve("training.jsonl"))) {
            ObjectNode step = (ObjectNode) new ObjectMapper().readTree(line);
            lines.add(step.without("time"));
        }
        return lines;
    }

    byte[] adapter(String out) throws IOException {
        return Files.readAllBytes(directory.resolve(out).resolve("adapter_model.safetensors"));
    }

    Checkpoint.State state(String out) throws IOException {
        return new Checkpoint(directory.resolve(out).resolve("checkpoint"))
                .read()
                .orElseThrow();
    }

    String said() {
        return console.toString(StandardCharsets.UTF_8);
    }
}
