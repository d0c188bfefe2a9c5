package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.RandomAdapter;

class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MOST_KILOBYTES = 4 * 1024;

    @TempDir
    Path directory;

    @Test
    void twenty_thousand_steps_leave_no_native_memory_behind() throws IOException, InterruptedException {
        assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
        LlamaConfig config = new LlamaConfig(64, 32, 44, 1, 2, 1, 16, 64, 1e-5, 10000, true, 1, 2);
        TinyLlama.write(directory, config, DType.F32, 1);
        assertThat(grown("steps")).isLessThan(MOST_KILOBYTES);
    }

    @Test
    void two_hundred_adapters_that_come_and_go_leave_no_native_memory_behind()
            throws IOException, InterruptedException {
        assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
        LlamaConfig config = new LlamaConfig(64, 256, 512, 2, 8, 4, 32, 64, 1e-5, 10000, true, 1, 2);
        TinyLlama.write(directory, config, DType.F32, 1);
        for (int i = 0; i < 2; i++) {
            new RandomAdapter(8, 8, false, AdapterLimits.ALL_MODULES, 0.1, i)
                    .write(directory.resolve("adapter-" + i), config);
        }
        assertThat(grown("adapters")).isLessThan(MOST_KILOBYTES);
    }

    private long grown(String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(what))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Long.parseLong(output.substring(output.indexOf("grown ") + 6).strip());
    }

    /** A process of its own whose heap is resident from the start and whose compiler stays small: the rest is ours. */
    private List<String> command(String what) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                directory.toString(),
                what);
    }

    /** What the process does; it prints by how many kilobytes it grew. */
    static final class Run {
        private Run() {}

        public static void main(String[] args) throws IOException {
            DecoderOptions options = DecoderOptions.defaults().withSlots(4).withIntraOpThreads(1);
            if (args[1].equals("adapters")) {
                adapters(Path.of(args[0]), options.withAdapters(new AdapterLimits(2, 8, AdapterLimits.ALL_MODULES)));
                return;
            }
            try (Decoder decoder = OrtDecoder.open(Path.of(args[0]), options)) {
                steps(decoder, 3_000);
                long before = residentKilobytes();
                steps(decoder, 20_000);
                System.out.println("grown " + (residentKilobytes() - before));
            }
        }

        private static void adapters(Path directory, DecoderOptions options) throws IOException {
            try (Decoder decoder = OrtDecoder.open(directory, options)) {
                comeAndGo(decoder, directory, 200);
                long before = residentKilobytes();
                comeAndGo(decoder, directory, 200);
                System.out.println("grown " + (residentKilobytes() - before));
            }
        }

        private static void comeAndGo(Decoder decoder, Path directory, int count) {
            for (int i = 0; i < count; i++) {
                decoder.load(i % 2, LoraAdapter.read(directory.resolve("adapter-" + i % 2)));
                decoder.use(1, i % 2);
                decoder.prefill(0, new int[] {1, 2, 3});
                decoder.prefill(1, new int[] {1, 2, 3});
                decoder.step(new int[] {0, 1}, new int[] {4, 5});
                decoder.truncate(0, 0);
                decoder.truncate(1, 0);
                decoder.unload(i % 2);
            }
        }

        private static void steps(Decoder decoder, int count) {
            for (int done = 0; done < count; done += 50) {
                for (int slot = 0; slot < 4; slot++) {
                    decoder.truncate(slot, 0);
                    decoder.prefill(slot, new int[] {1, 2, 3});
                }
                for (int step = 0; step < 50; step++) {
                    decoder.step(new int[] {0, 1, 2, 3}, new int[] {4, 5, 6, 7});
                }
            }
        }

        /** The least after several collections: files are unmapped some time after the first. */
        private static long residentKilobytes() throws IOException {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                System.gc();
                least = Math.min(least, residentNow());
            }
            return least;
        }

        private static long residentNow() throws IOException {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}
