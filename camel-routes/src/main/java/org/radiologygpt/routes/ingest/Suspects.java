package org.radiologygpt.routes.ingest;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages on which a server that is up failed, remembered over the returns of a record to Kafka. A restart forgets them:
 * then their time begins anew.
 */
final class Suspects {
    private final Map<String, Suspicion> suspicions = new ConcurrentHashMap<>();
    private final Patience patience;
    private final Clock clock;

    private record Suspicion(int failures, long since) {}

    Suspects(Patience patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
    }

    /** Counts one more failure of a message; true where it is to be given up. */
    boolean failed(String id) {
        Suspicion now = suspicions.merge(
                id, new Suspicion(1, clock.millis()), (old, one) -> new Suspicion(old.failures() + 1, old.since()));
        return now.failures() >= patience.suspectAttempts()
                && clock.millis() - now.since() >= patience.suspectFor().toMillis();
    }

    /** Forgets a message that came to its end. */
    void ended(String id) {
        suspicions.remove(id);
    }
}
