package org.radiologygpt.model.bench.speed;

/** Notes when tokens come; one thread calls it. */
final class Stopwatch {
    private final long start = System.nanoTime();
    private long first;
    private long last;
    private int tokens;

    void token() {
        last = System.nanoTime();
        first = tokens == 0 ? last : first;
        tokens++;
    }

    Engine.Pace pace() {
        return new Engine.Pace((first - start) / 1e9, (last - first) / 1e9, tokens);
    }
}
