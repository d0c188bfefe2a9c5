package org.radiologygpt.model.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a process as Linux counts it, MB of 1,000,000 bytes; NaN elsewhere.
 *
 * @param peak most that was resident at once, mapped files included
 * @param anonymous resident now and in no file
 * @param file resident now and of a mapped file: the kernel can take it back
 */
record Resident(double peak, double anonymous, double file) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static Resident ofThisProcess() {
        if (!Files.exists(STATUS)) {
            return new Resident(Double.NaN, Double.NaN, Double.NaN);
        }
        try {
            List<String> lines = Files.readAllLines(STATUS);
            return new Resident(value(lines, "VmHWM:"), value(lines, "RssAnon:"), value(lines, "RssFile:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Resident parse(double[] numbers) {
        return new Resident(numbers[0], numbers[1], numbers[2]);
    }

    String toLine() {
        return peak + " " + anonymous + " " + file;
    }

    private static double value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .findFirst()
                .orElse(Double.NaN);
    }
}
