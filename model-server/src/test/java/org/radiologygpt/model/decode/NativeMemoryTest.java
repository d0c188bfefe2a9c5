package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.DType;

class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int MEGABYTE = 1024;

    @TempDir
    Path directory;

    @Test
    void twenty_thousand_steps_leave_no_native_memory_behind() throws IOException {
        assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
        TinyLlama.write(directory, TinyLlama.GROUPED, DType.F32, 1);
        DecoderOptions options = DecoderOptions.defaults().withSlots(4).withIntraOpThreads(1);
        try (Decoder decoder = OrtDecoder.open(directory, options)) {
            steps(decoder, 5_000);
            long before = nativeKilobytes();
            steps(decoder, 20_000);
            assertThat(nativeKilobytes() - before).isLessThan(16L * MEGABYTE);
        }
    }

    private static void steps(Decoder decoder, int count) {
        for (int done = 0; done < count; done += 4 * 50) {
            for (int slot = 0; slot < 4; slot++) {
                decoder.truncate(slot, 0);
                decoder.prefill(slot, new int[] {1, 2, 3});
            }
            for (int step = 0; step < 50; step++) {
                decoder.step(new int[] {0, 1, 2, 3}, new int[] {4, 5, 6, 7});
            }
        }
    }

    /** Resident memory without the Java heap's committed part. */
    private static long nativeKilobytes() throws IOException {
        System.gc();
        List<String> lines = Files.readAllLines(STATUS);
        String resident = lines.stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        long total = Long.parseLong(resident.replaceAll("\\D", ""));
        return total - Runtime.getRuntime().totalMemory() / 1024;
    }
}
