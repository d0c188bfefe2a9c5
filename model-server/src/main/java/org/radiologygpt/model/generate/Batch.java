package org.radiologygpt.model.generate;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.generate.GenerationException.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers that grow now, one per slot. One thread changes it; any thread may ask {@link #size} and {@link #failures}.
 *
 * <p>An engine error ends the answers that it touched and no other. Only its class is told: nothing of a prompt can be
 * in that.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final Slots slots;
    private final AtomicReferenceArray<Sequence> running;
    private volatile int failures;

    Batch(Decoder decoder, boolean reusePrefix) {
        this.slots = new Slots(decoder, reusePrefix);
        this.running = new AtomicReferenceArray<>(decoder.slots());
    }

    /** Answers that grow now. */
    int size() {
        return busy().length;
    }

    boolean full() {
        return size() == running.length();
    }

    /** Calls of the engine that failed since the last one that did not. */
    int failures() {
        return failures;
    }

    /** Frees the slots of answers that nobody waits for any more. */
    void release() {
        for (int slot : busy()) {
            if (running.get(slot).abandoned()) {
                running.set(slot, null);
            }
        }
    }

    /** Puts a sequence into the free slot that holds most of its prompt, and chooses its first token. */
    void admit(Sequence sequence) {
        if (sequence.abandoned()) {
            return;
        }
        int slot = bestFreeSlot(sequence);
        running.set(slot, sequence);
        try {
            float[] logits = slots.fill(slot, sequence.prompt(), sequence.adapter());
            failures = 0;
            accept(slot, logits);
        } catch (Throwable e) {
            fail(new int[] {slot}, e);
        }
    }

    /** Grows every answer by one token. */
    void step() {
        int[] active = busy();
        if (active.length == 0) {
            return;
        }
        try {
            int[] ids =
                    IntStream.of(active).map(slot -> running.get(slot).last()).toArray();
            float[][] logits = slots.step(active, ids);
            failures = 0;
            for (int i = 0; i < active.length; i++) {
                accept(active[i], logits[i]);
            }
        } catch (Throwable e) {
            fail(active, e);
        }
    }

    /** Ends all answers. */
    void failAll(Cause cause, String message) {
        for (int slot : busy()) {
            running.get(slot).fail(cause, message);
            running.set(slot, null);
        }
    }

    /** Whether an answer that grows now needs an adapter. */
    boolean uses(AdapterLoad adapter) {
        return IntStream.of(busy()).anyMatch(slot -> running.get(slot).adapter() == adapter);
    }

    /** Forgets what idle slots hold of an adapter that no answer needs. */
    void evict(AdapterLoad adapter) {
        slots.evict(adapter);
    }

    private int bestFreeSlot(Sequence sequence) {
        int best = -1;
        for (int slot = 0; slot < running.length(); slot++) {
            if (running.get(slot) == null && (best < 0 || held(slot, sequence) > held(best, sequence))) {
                best = slot;
            }
        }
        return best;
    }

    private int held(int slot, Sequence sequence) {
        return slots.held(slot, sequence.prompt(), sequence.adapter());
    }

    private void accept(int slot, float[] logits) {
        try {
            if (!running.get(slot).accept(logits)) {
                running.set(slot, null);
            }
        } catch (RuntimeException e) {
            boolean adapted = running.get(slot) != null && running.get(slot).adapter() != AdapterLoad.NONE;
            fail(new int[] {slot}, e);
            // An adapter of absurd weights says nothing about the engine.
            failures = adapted ? 0 : failures;
        }
    }

    private void fail(int[] touched, Throwable e) {
        failures++;
        LOG.error(
                "the engine failed for {} requests: {}",
                touched.length,
                e.getClass().getName());
        for (int slot : touched) {
            slots.forget(slot);
            Sequence sequence = running.getAndSet(slot, null);
            if (sequence != null) {
                sequence.fail(
                        Cause.UNAVAILABLE, "the engine failed: " + e.getClass().getSimpleName());
            }
        }
    }

    private int[] busy() {
        return IntStream.range(0, running.length())
                .filter(slot -> running.get(slot) != null)
                .toArray();
    }
}
