package org.radiologygpt.model.generate;

import java.util.function.LongSupplier;

/** Measures a request for who watches it. */
final class Timeline {
    private final Progress progress;
    private final LongSupplier nanos;
    private long last;
    private boolean grown;

    /** Begins with the submission. */
    Timeline(Progress progress, LongSupplier nanos) {
        this.progress = progress;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    void admitted(int promptTokens, int reusedTokens) {
        progress.admitted(nanos.getAsLong() - last, promptTokens, reusedTokens);
    }

    void token() {
        long now = nanos.getAsLong();
        progress.token(now - last, !grown);
        last = now;
        grown = true;
    }
}
