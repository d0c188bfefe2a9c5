package org.radiologygpt.routes.mllp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket on which a blocking call takes too long: the JDK bounds neither writes nor handshakes. Looks around
 * ten times a second, so that a call that returns in time costs two writes to memory.
 */
final class Watchdog implements AutoCloseable {
    private static final long ROUND_MILLIS = 100;
    private static final long NOT_WATCHED = Long.MAX_VALUE;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mllp-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    Watchdog() {
        rounds.scheduleWithFixedDelay(this::round, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One socket under watch; one call at a time. */
    final class Watch {
        private final Socket socket;
        private final long started = System.nanoTime();
        /** Nanoseconds since the start at which the call must have returned. */
        private volatile long deadline = NOT_WATCHED;

        private volatile boolean bit;

        private Watch(Socket socket) {
            this.socket = socket;
        }

        void begin(Duration time) {
            deadline = System.nanoTime() - started + time.toNanos();
        }

        void end() {
            deadline = NOT_WATCHED;
        }

        /** Whether a call took too long. */
        boolean bit() {
            return bit;
        }

        /** Closes the socket and is over. */
        void close() {
            watches.remove(this);
            closeQuietly(socket);
        }

        private void look() {
            if (System.nanoTime() - started > deadline) {
                bit = true;
                close();
            }
        }
    }

    Watch over(Socket socket) {
        Watch watch = new Watch(socket);
        watches.add(watch);
        return watch;
    }

    private void round() {
        watches.forEach(Watch::look);
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
        rounds.shutdownNow();
    }
}
