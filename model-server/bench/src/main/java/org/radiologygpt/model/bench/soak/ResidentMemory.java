package org.radiologygpt.model.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Watches the resident memory of a process, as Linux counts it (VmRSS); without figures elsewhere. */
final class ResidentMemory implements AutoCloseable {
    private static final long PERIOD_MILLIS = 50;

    private final Path status;
    private final DoubleSupplier progress;
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /**
     * One reading.
     *
     * @param progress part of the run that was over, 0 to 1
     * @param megabytes of 1,000,000 bytes
     */
    record Sample(double progress, double megabytes) {}

    ResidentMemory(long pid, DoubleSupplier progress) {
        this.status = Path.of("/proc", Long.toString(pid), "status");
        this.progress = progress;
        clock.scheduleAtFixedRate(this::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        try {
            if (Files.exists(status)) {
                Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .forEach(line -> add(Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6));
            }
        } catch (IOException e) {
            // The process has ended: whoever waits for its answers says so.
        }
    }

    private synchronized void add(double megabytes) {
        samples.add(new Sample(progress.getAsDouble(), megabytes));
    }

    /** Readings so far. */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Median of a part of the run, in MB; NaN where it was not read then. */
    static double median(List<Sample> samples, double from, double to) {
        List<Double> sorted = samples.stream()
                .filter(sample -> sample.progress() >= from && sample.progress() <= to)
                .map(Sample::megabytes)
                .sorted()
                .toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
