package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.SafetensorsWriter;

/**
 * A model of 36 million weights in the layers: 144 MB in 32 bits, 72 MB as stored, 40 MB in 8 bits and 22 MB in 4. The
 * process that opens it has a heap of 32 MB and, beside the heap, memory for its blocks but not for a copy in 32 bits.
 */
@Timeout(300)
class QuantizedMemoryTest {
    private static final LlamaConfig CONFIG =
            new LlamaConfig(500, 1024, 2560, 3, 16, 16, 64, 64, 1e-5, 10000, true, 1, 2);

    @TempDir
    Path directory;

    @BeforeEach
    void write_a_model() throws IOException {
        write(DType.F16);
    }

    private void write(DType type) throws IOException {
        Files.writeString(directory.resolve("config.json"), CONFIG.toJson());
        SafetensorsWriter writer = new SafetensorsWriter(type);
        Map<Integer, float[]> shared = new HashMap<>();
        LlamaTensors.shapes(CONFIG).forEach((name, shape) -> {
            int count = (int) (shape[0] * (shape.length > 1 ? shape[1] : 1));
            writer.add(name, shared.computeIfAbsent(count, QuantizedMemoryTest::values), shape);
        });
        writer.write(directory.resolve("model.safetensors"));
    }

    private static float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.02f * (i * 31 % 97 - 48) / 48;
        }
        return values;
    }

    @Test
    void blocks_are_computed_beside_the_heap() throws Exception {
        run("64m", "int8");
    }

    /** Only the largest matrix has to fit beside the heap, twice over with what reading and writing borrow. */
    @Test
    void blocks_of_a_cache_file_are_mapped() throws Exception {
        Path cache = directory.resolve("cache");
        run("24m", "int8", cache.toString());
        run("24m", "int8", cache.toString());
        run("24m", "int4", cache.toString());
    }

    /** The engine maps the file of 146 MB itself; given as memory, the process took 395 MB. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void weights_of_a_file_are_resident_once() throws Exception {
        write(DType.F32);
        Matcher peak = Pattern.compile("resident (\\d+) MB").matcher(run("24m", "f32"));

        assertThat(peak.find()).isTrue();
        assertThat(Integer.parseInt(peak.group(1))).isLessThan(2 * 146);
    }

    private String run(String direct, String precision, String... cache) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:MaxDirectMemorySize=" + direct,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                directory.toString(),
                precision));
        command.addAll(List.of(cache));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("answered");
        return output;
    }

    /** What the process does. */
    static final class Run {
        private Run() {}

        public static void main(String[] args) throws IOException {
            DecoderOptions options = DecoderOptions.defaults()
                    .withSlots(1)
                    .withMaxTokens(16)
                    .withIntraOpThreads(1)
                    .withPrecision(Precision.parse(args[1], 32));
            DecoderOptions cached = args.length > 2 ? options.withCache(Path.of(args[2])) : options;
            try (Decoder decoder = OrtDecoder.open(Path.of(args[0]), cached)) {
                float[] logits = decoder.prefill(0, new int[] {1, 2, 3});
                System.out.println(Float.isFinite(logits[0]) ? "answered" : "no number");
                System.out.println("resident " + peakMegabytes() + " MB");
            }
        }

        private static long peakMegabytes() throws IOException {
            Path status = Path.of("/proc/self/status");
            return !Files.exists(status)
                    ? -1
                    : Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
                            .findFirst()
                            .orElse(-1);
        }
    }
}
