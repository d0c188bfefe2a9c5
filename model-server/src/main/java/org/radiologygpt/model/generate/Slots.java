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
    private final AdapterLoad[] loads;

    Slots(Decoder decoder, boolean reuse) {
        this.decoder = decoder;
        this.reuse = reuse;
        this.prompts = new int[decoder.slots()][];
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
        int limit = reuse ? Math.min(old.length, prompt.length - 1) : 0;
        int same = Arrays.mismatch(old, 0, Math.min(limit, old.length), prompt, 0, limit);
        return same < 0 ? limit : same;
    }

    /** Puts a prompt into a slot. Returns the logits after its last token. */
    float[] fill(int slot, int[] prompt, AdapterLoad adapter) {
        int held = held(slot, prompt, adapter);
        prompts[slot] = NOTHING;
        decoder.truncate(slot, held);
        if (loads[slot] != adapter) {
            decoder.use(slot, adapter.place());
            loads[slot] = adapter;
        }
        float[] logits = decoder.prefill(slot, Arrays.copyOfRange(prompt, held, prompt.length));
        prompts[slot] = prompt;
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
                prompts[slot] = NOTHING;
                decoder.truncate(slot, 0);
                decoder.use(slot, Decoder.BASE);
                loads[slot] = AdapterLoad.NONE;
            }
        }
    }

    /** Forgets a slot after a failure: what it holds cannot be trusted. */
    void forget(int slot) {
        prompts[slot] = NOTHING;
    }
}
