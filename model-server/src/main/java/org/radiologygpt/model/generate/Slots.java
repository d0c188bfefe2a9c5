package org.radiologygpt.model.generate;

import java.util.Arrays;
import org.radiologygpt.model.decode.Decoder;

/**
 * A decoder's slots and what each still holds of its last prompt, so that a prompt with the same beginning (the
 * instruction) need not be computed again: by the same load of the same adapter only.
 */
final class Slots {
    private static final int[] NOTHING = {};

    private final Decoder decoder;
    private final boolean reuse;
    private final int[][] prompts;
    private final int[] filled;
    private final AdapterLoad[] loads;

    Slots(Decoder decoder, boolean reuse) {
        this.decoder = decoder;
        this.reuse = reuse;
        this.prompts = new int[decoder.slots()][];
        this.filled = new int[decoder.slots()];
        Arrays.fill(prompts, NOTHING);
        this.loads = new AdapterLoad[prompts.length];
        Arrays.fill(loads, AdapterLoad.NONE);
    }

    /** Tokens of this prompt that a slot holds already; never all, as the last one's logits are needed. */
    int held(int slot, int[] prompt, AdapterLoad adapter) {
        if (loads[slot] != adapter) {
            return 0;
        }
        int[] old = prompts[slot];
        int limit = reuse ? Math.min(filled[slot], prompt.length - 1) : 0;
        int same = Arrays.mismatch(old, 0, limit, prompt, 0, limit);
        return same < 0 ? limit : same;
    }

    /** Begins a prompt with what the slot holds of it. Returns how many tokens that are; {@link #fill} computes the rest. */
    int begin(int slot, int[] prompt, AdapterLoad adapter) {
        int held = held(slot, prompt, adapter);
        forget(slot);
        decoder.truncate(slot, held);
        if (loads[slot] != adapter) {
            decoder.use(slot, adapter.place());
            loads[slot] = adapter;
        }
        prompts[slot] = prompt;
        filled[slot] = held;
        return held;
    }

    /** Tokens of a slot's prompt that are not computed yet. */
    int missing(int slot) {
        return prompts[slot].length - filled[slot];
    }

    /** Computes the next tokens of a slot's prompt, at most so many. Returns the logits after the last of them. */
    float[] fill(int slot, int most) {
        int from = filled[slot];
        int to = from + Math.min(most, missing(slot));
        float[] logits = decoder.prefill(slot, Arrays.copyOfRange(prompts[slot], from, to));
        filled[slot] = to;
        return logits;
    }

    /** Appends one token to each of several slots; logits per slot. */
    float[][] step(int[] slots, int[] ids) {
        return decoder.step(slots, ids);
    }

    /** Empties the idle slots that hold what an adapter computed. */
    void evict(AdapterLoad adapter) {
        for (int slot = 0; slot < loads.length; slot++) {
            if (loads[slot] == adapter) {
                forget(slot);
                decoder.truncate(slot, 0);
                decoder.use(slot, Decoder.BASE);
                loads[slot] = AdapterLoad.NONE;
            }
        }
    }

    /** Tokens that a slot holds, prompt and answer. */
    int length(int slot) {
        return decoder.length(slot);
    }

    /** Forgets a slot after a failure: what it holds cannot be trusted. */
    void forget(int slot) {
        prompts[slot] = NOTHING;
        filled[slot] = 0;
    }
}
