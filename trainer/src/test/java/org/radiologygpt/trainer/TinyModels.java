package org.radiologygpt.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.SafetensorsWriter;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.tokenize.BpeTokenizer;
import org.radiologygpt.trainer.tokenize.BpeTrainer;

/** Models and adapters of random weights, and files of pairs with proofs. */
public final class TinyModels {
    private static final int RANK = 2;

    private TinyModels() {}

    /** A model directory. */
    public static Path base(Path directory, int hidden) throws IOException {
        Files.createDirectories(directory);
        BpeTrainer trainer = new BpeTrainer();
        trainer.add("the lungs are clear. the heart is normal. derive the impression from findings in the report");
        BpeTokenizer tokenizer = trainer.train(300, List.of());
        tokenizer.write(directory.resolve("tokenizer.json"));
        LlamaConfig shape = shape(tokenizer.size(), hidden);
        Files.writeString(directory.resolve("config.json"), shape.toJson());
        Random random = new Random(11);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(shape).forEach((name, dims) -> writer.add(name, values(random, dims), dims));
        writer.write(directory.resolve("model.safetensors"));
        return directory;
    }

    private static LlamaConfig shape(int vocabulary, int hidden) {
        return new LlamaConfig(vocabulary, hidden, 64, 2, 2, 2, 16, 1024, 1e-5, 10000, false, 1, 2);
    }

    /** An adapter of {@code q_proj} and {@code v_proj}; strong enough that drafts differ. */
    public static Path adapter(Path directory, Path base, long seed) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("adapter_config.json"),
                "{\"peft_type\":\"LORA\",\"base_model_name_or_path\":\"" + base.getFileName() + "\",\"r\":" + RANK
                        + ",\"lora_alpha\":8}");
        Random random = new Random(seed);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(LlamaConfig.read(base)).forEach((name, dims) -> {
            if (name.endsWith("q_proj.weight") || name.endsWith("v_proj.weight")) {
                String module = "base_model.model." + name.substring(0, name.length() - ".weight".length());
                long[] a = {RANK, dims[1]};
                long[] b = {dims[0], RANK};
                writer.add(module + ".lora_A.weight", values(random, a), a);
                writer.add(module + ".lora_B.weight", values(random, b), b);
            }
        });
        writer.write(directory.resolve("adapter_model.safetensors"));
        return directory;
    }

    private static float[] values(Random random, long[] dims) {
        boolean norm = dims.length == 1;
        float[] values = new float[Math.toIntExact(norm ? dims[0] : dims[0] * dims[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = norm ? 1 : (float) (0.3 * random.nextGaussian());
        }
        return values;
    }

    /** Pairs with a proof; numbers make them differ. */
    public static Path pairs(Path file, int from, int to) throws IOException {
        return pairs(
                file,
                IntStream.range(from, to)
                        .mapToObj(i -> new Pair(
                                "p" + i,
                                "",
                                "synthetic",
                                "",
                                "The lungs are clear in view " + i + ". The heart is normal.",
                                "No finding " + i + ".",
                                false))
                        .toList());
    }

    /** These pairs with a proof. */
    public static Path pairs(Path file, List<Pair> pairs) throws IOException {
        long written = PairFile.write(file, pairs.stream());
        DeidProof.of(file, written, DeidProof.Origin.SYNTHETIC).write(file);
        return file;
    }
}
