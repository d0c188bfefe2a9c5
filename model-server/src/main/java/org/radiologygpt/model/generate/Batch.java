package org.radiologygpt.model.generate;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderException.Reason;
import org.radiologygpt.model.generate.GenerationException.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers that grow now, one per slot, at most one of them with a prompt that is not computed whole yet. One thread
 * changes it; any thread may ask {@link #size}.
 *
 * <p>An engine error ends the answers that it touched and no other; where a device had no memory they may be asked again.
 * Only its class is told: nothing of a prompt can be in that.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private static final int NONE = -1;

    private final Slots slots;
    private final AtomicReferenceArray<Sequence> running;
    private final EngineHealth health;
    private int filling = NONE;
    private volatile long tokens;

    Batch(Decoder decoder, boolean reusePrefix, EngineHealth health) {
        this.health = health;
        this.slots = new Slots(decoder, reusePrefix);
        this.running = new AtomicReferenceArray<>(decoder.slots());
    }

    /** Answers that grow now. */
    int size() {
        return busy().length;
    }

    boolean full() {
        return free() == 0;
    }

    /** Slots that no answer has. */
    int free() {
        return running.length() - size();
    }

    /** Tokens that the growing answers held at the last step. */
    long tokens() {
        return tokens;
    }

    /** Frees the slots of answers that nobody waits for any more; what they held of their prompts can be reused. */
    void release() {
        for (int slot : busy()) {
            if (running.get(slot).abandoned()) {
                vacate(slot);
            }
        }
        tokens = IntStream.of(busy()).mapToLong(slots::length).sum();
    }

    /** Whether a prompt is not computed whole yet: it must be before the next is admitted. */
    boolean filling() {
        return filling != NONE;
    }

    /** Puts a sequence into the free slot that holds most of its prompt; {@link #fill} computes the rest. */
    void admit(Sequence sequence) {
        int slot = bestFreeSlot(sequence);
        running.set(slot, sequence);
        filling = slot;
        try {
            sequence.admitted(slots.begin(slot, sequence.prompt(), sequence.adapter()));
        } catch (Throwable e) {
            fail(new int[] {slot}, e);
        }
    }

    /**
     * Computes the next tokens of the prompt that is not whole yet and, where it is whole then, chooses the answer's first
     * token.
     *
     * @param most tokens to compute
     * @return tokens computed
     */
    int fill(int most) {
        if (!filling()) {
            return 0;
        }
        int slot = filling;
        int computed = Math.min(most, slots.missing(slot));
        try {
            float[] logits = slots.fill(slot, computed);
            if (slots.missing(slot) == 0) {
                filling = NONE;
                accept(slot, logits);
            }
        } catch (Throwable e) {
            fail(new int[] {slot}, e);
        }
        return computed;
    }

    /** Grows every answer whose prompt is whole by one token. */
    void step() {
        int[] active = IntStream.of(busy()).filter(slot -> slot != filling).toArray();
        if (active.length == 0) {
            return;
        }
        try {
            int[] ids =
                    IntStream.of(active).map(slot -> running.get(slot).last()).toArray();
            float[][] logits = slots.step(active, ids);
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
            vacate(slot);
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
                vacate(slot);
            }
            health.succeeded();
        } catch (RuntimeException e) {
            // An adapter of absurd weights says nothing about the engine.
            if (running.get(slot) == null || running.get(slot).adapter() == AdapterLoad.NONE) {
                health.failed();
            }
            end(new int[] {slot}, Cause.UNAVAILABLE, e);
        }
    }

    private void fail(int[] touched, Throwable e) {
        if (e instanceof DecoderException failed && failed.reason() == Reason.NO_MEMORY) {
            end(touched, Cause.OVERLOADED, e);
            return;
        }
        if (e instanceof DecoderException failed && failed.reason() == Reason.DEVICE_LOST) {
            health.lost();
        }
        health.failed();
        end(touched, Cause.UNAVAILABLE, e);
    }

    private void end(int[] touched, Cause cause, Throwable e) {
        LOG.error(
                "the engine failed for {} requests: {}",
                touched.length,
                e.getClass().getName());
        for (int slot : touched) {
            slots.forget(slot);
            Sequence sequence = vacate(slot);
            if (sequence != null) {
                sequence.fail(cause, told(cause, e));
            }
        }
    }

    private static String told(Cause cause, Throwable e) {
        return cause == Cause.OVERLOADED
                ? "the device has no memory for more now"
                : "the engine failed: " + e.getClass().getSimpleName();
    }

    private Sequence vacate(int slot) {
        if (slot == filling) {
            filling = NONE;
        }
        return running.getAndSet(slot, null);
    }

    private int[] busy() {
        return IntStream.range(0, running.length())
                .filter(slot -> running.get(slot) != null)
                .toArray();
    }
}
