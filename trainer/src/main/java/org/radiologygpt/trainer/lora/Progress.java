package org.radiologygpt.trainer.lora;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One line every few seconds: step, loss, learning rate, tokens per second, time left. */
final class Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final PrintStream out;
    private final Clock clock;
    private final int steps;
    private final int first;
    private final Instant started;
    private Instant printed;
    private double loss = Double.NaN;
    private long tokens;

    Progress(PrintStream out, Clock clock, int first, int steps) {
        this.out = out;
        this.clock = clock;
        this.first = first;
        this.steps = steps;
        this.started = clock.instant();
        this.printed = started;
    }

    /**
     * A step has ended.
     *
     * @param done steps so far
     * @param stepTokens tokens that went through the network, padding not counted
     */
    void step(int done, double stepLoss, double rate, long stepTokens) {
        tokens += stepTokens;
        loss = Double.isNaN(loss) ? stepLoss : 0.95 * loss + 0.05 * stepLoss;
        Instant now = clock.instant();
        if (done == steps || Duration.between(printed, now).compareTo(INTERVAL) >= 0) {
            printed = now;
            print(done, rate, Duration.between(started, now));
        }
    }

    private void print(int done, double rate, Duration elapsed) {
        double seconds = Math.max(1e-3, elapsed.toMillis() / 1e3);
        long left = Math.round(seconds / (done - first) * (steps - done));
        out.println(String.format(
                Locale.ROOT,
                "step %d/%d %5.1f %%  loss %.4f  rate %.2e  %.0f tokens/s  left %d:%02d:%02d",
                done,
                steps,
                100.0 * done / steps,
                loss,
                rate,
                tokens / seconds,
                left / 3600,
                left / 60 % 60,
                left % 60));
    }
}
