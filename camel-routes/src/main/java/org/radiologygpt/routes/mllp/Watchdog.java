package org.radiologygpt.routes.mllp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes a socket on which a blocking call takes too long: the JDK bounds neither writes nor handshakes. */
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mllp-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A call under watch; closing it in time calls the watch off. */
    final class Watch implements AutoCloseable {
        private final ScheduledFuture<?> bite;

        private Watch(ScheduledFuture<?> bite) {
            this.bite = bite;
        }

        @Override
        public void close() {
            bite.cancel(false);
        }

        /** Whether the time was over. */
        boolean bit() {
            return bite.isDone() && !bite.isCancelled();
        }
    }

    Watch over(Socket socket, Duration time) {
        return new Watch(timer.schedule(() -> closeQuietly(socket), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
