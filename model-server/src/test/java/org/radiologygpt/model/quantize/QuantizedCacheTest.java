package org.radiologygpt.model.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.SafetensorsWriter;
import org.radiologygpt.model.weights.Tensor;

class QuantizedCacheTest {
    private static final LlamaConfig CONFIG = new LlamaConfig(50, 32, 40, 2, 2, 1, 16, 8, 1e-5, 10000, false, 1, 2);

    @TempDir
    Path model;

    @TempDir
    Path cache;

    @BeforeEach
    void write_a_model() throws IOException {
        Files.writeString(model.resolve("config.json"), CONFIG.toJson());
        Random random = new Random(3);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F16);
        LlamaTensors.shapes(CONFIG).forEach((name, shape) -> {
            float[] values = new float[(int) (shape[0] * (shape.length > 1 ? shape[1] : 1))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            writer.add(name, values, shape);
        });
        writer.write(model.resolve("model.safetensors"));
    }

    private Quantized quantized(Precision precision) {
        return new Quantized(LlamaWeights.open(model), Optional.empty(), precision);
    }

    @Test
    void what_comes_from_the_file_is_what_was_computed() throws IOException {
        Quantized quantized = quantized(Precision.int4(32));
        Map<String, Tensor> cached = quantized.cached(cache, "sha256:1");
        same(cached, quantized.inMemory());
        assertThat(files()).hasSize(1).first().asString().matches("[0-9a-f]{64}\\.[0-9a-f]{64}\\.safetensors");
        assertThat(files(model)).containsExactly("config.json", "model.safetensors");
    }

    @Test
    void a_sound_file_is_used_again() throws IOException {
        quantized(Precision.int8(64)).cached(cache, "sha256:1");
        Path file = cache.resolve(files().get(0));
        FileTime written = FileTime.from(Instant.ofEpochSecond(1_000_000));
        Files.setLastModifiedTime(file, written);
        same(
                quantized(Precision.int8(64)).cached(cache, "sha256:1"),
                quantized(Precision.int8(64)).inMemory());
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    @Test
    void another_model_or_precision_has_a_file_of_its_own() throws IOException {
        quantized(Precision.int8(64)).cached(cache, "sha256:1");
        quantized(Precision.int8(64)).cached(cache, "sha256:2");
        quantized(Precision.int8(32)).cached(cache, "sha256:1");
        quantized(Precision.int4(32)).cached(cache, "sha256:1");
        quantized(Precision.int4Exact(32)).cached(cache, "sha256:1");
        assertThat(files()).hasSize(4);
    }

    @Test
    void a_damaged_file_is_written_anew() throws IOException {
        quantized(Precision.int4(32)).cached(cache, "sha256:1");
        Path file = cache.resolve(files().get(0));
        byte[] bytes = Files.readAllBytes(file);
        for (int damaged : new int[] {9, bytes.length / 2, bytes.length - 1}) {
            byte[] wrong = bytes.clone();
            wrong[damaged] ^= 1;
            Files.delete(file);
            Files.write(file, wrong);
            same(
                    quantized(Precision.int4(32)).cached(cache, "sha256:1"),
                    quantized(Precision.int4(32)).inMemory());
            assertThat(file).hasBinaryContent(bytes);
        }
        Files.delete(file);
        Files.write(file, new byte[0]);
        same(
                quantized(Precision.int4(32)).cached(cache, "sha256:1"),
                quantized(Precision.int4(32)).inMemory());
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void half_a_file_of_a_killed_process_is_no_file() throws IOException {
        quantized(Precision.int4(32)).cached(cache, "sha256:1");
        String name = files().get(0);
        Files.move(cache.resolve(name), cache.resolve(name.substring(0, 64) + ".1.part"));
        quantized(Precision.int4(32)).cached(cache, "sha256:1");
        assertThat(files()).contains(name);
    }

    @Test
    void a_directory_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> quantized(Precision.int4(32)).cached(file, "sha256:1"))
                .withMessageStartingWith("cannot use the cache directory " + file);
    }

    @Test
    void a_weight_that_is_no_number_is_named_and_leaves_no_file() throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(CONFIG).forEach((name, shape) -> {
            float[] values = new float[(int) (shape[0] * (shape.length > 1 ? shape[1] : 1))];
            values[values.length - 1] = name.endsWith("1.mlp.up_proj.weight") ? Float.NaN : 1;
            writer.add(name, values, shape);
        });
        writer.write(model.resolve("model.safetensors"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> quantized(Precision.int4(32)).cached(cache, "sha256:1"))
                .withMessage("tensor model.layers.1.mlp.up_proj.weight: a weight is no finite number");
        assertThat(files()).isEmpty();
    }

    private List<String> files() throws IOException {
        return files(cache);
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void same(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(actual.get(name).data()).isEqualTo(tensor.data());
            assertThat(actual.get(name).data().isDirect()).isTrue();
            assertThat(actual.get(name).shape()).isEqualTo(tensor.shape());
        });
    }
}
