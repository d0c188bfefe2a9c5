package org.radiologygpt.model.generate;

import java.util.Optional;

/** Gives free slots to waiting requests and computes their prompts, between two steps of the running answers. */
final class Admission {
    private static final int IDLE_POLL_MS = 100;

    private final Batch batch;
    private final FairQueue<Sequence> waiting;
    private final Pace pace;
    private final int chunk;

    Admission(Batch batch, FairQueue<Sequence> waiting, Pace pace, int chunk) {
        this.batch = batch;
        this.waiting = waiting;
        this.pace = pace;
        this.chunk = chunk;
    }

    /**
     * Computes prompts up to the budget, and waits a moment where there is nothing else to do. It ends where less than half
     * a chunk is left: smaller pieces would read all weights for few tokens.
     */
    void run() throws InterruptedException {
        long budget = budget();
        long computed = batch.fill(chunk);
        while (2 * (budget - computed) > chunk && (batch.filling() || next())) {
            computed += batch.fill((int) Math.min(chunk, budget - computed));
            batch.release();
        }
    }

    /**
     * Tokens of prompts before the next step: a chunk or, where more requests can begin than answers run, a chunk for each
     * of them shared among these, so that many slots fill fast and few wait for it.
     */
    private long budget() {
        int filling = batch.filling() ? 1 : 0;
        int running = batch.size() - filling;
        int beginning = filling + Math.min(waiting.size(), batch.free());
        return (long) chunk * Math.max(1, running == 0 ? 1 : beginning / running);
    }

    /** Gives a free slot to the next request. Returns false where there is none of either. */
    private boolean next() throws InterruptedException {
        while (!batch.full()) {
            Optional<Sequence> next = waiting.poll(batch.size() == 0 ? IDLE_POLL_MS : 0);
            if (next.isEmpty()) {
                return false;
            }
            if (!next.get().abandoned()) {
                measure(next.get());
                batch.admit(next.get());
                return true;
            }
        }
        return false;
    }

    private void measure(Sequence sequence) {
        long since = System.nanoTime();
        sequence.answer().whenComplete((answer, failure) -> pace.ended(System.nanoTime() - since));
    }
}
