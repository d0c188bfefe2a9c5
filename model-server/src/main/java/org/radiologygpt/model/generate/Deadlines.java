package org.radiologygpt.model.generate;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.radiologygpt.model.generate.GenerationException.Cause;

/** Ends answers that are too late, whatever the engine does. */
final class Deadlines {
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "model-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Deadlines() {
        timers.setRemoveOnCancelPolicy(true);
    }

    /** Ends an answer after a time, unless it ended before; at once where the generator is closed. */
    void watch(Sequence sequence, long afterMs) {
        try {
            Future<?> timer = timers.schedule(
                    () -> sequence.fail(Cause.DEADLINE_EXCEEDED, "no answer within " + afterMs + " ms"),
                    afterMs,
                    TimeUnit.MILLISECONDS);
            sequence.answer().whenComplete((answer, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException e) {
            sequence.fail(Cause.UNAVAILABLE, "the generator is closed");
        }
    }

    void close() {
        timers.shutdownNow();
    }
}
