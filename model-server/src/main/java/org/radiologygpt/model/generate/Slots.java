package org.radiologygpt.model.generate;

import java.util.Arrays;
import org.radiologygpt.model.decode.Decoder;

/**
 * A decoder's slots and what each still holds of its last prompt, so that a prompt with the same beginning (the
 * instruction) need not be computed again.
 */
final class Slots {
    private static final int[] NOTHING = {};

    private final Decoder decoder;
    private final boolean reuse;
    private final int[][] prompts;

    Slots(Decoder decoder, boolean reuse) {
        this.decoder = decoder;
        this.reuse = reuse;
        this.prompts = new int[decoder.slots()][];
        Arrays.fill(prompts, NOTHING);
    }

    /** Tokens of this prompt that a slot holds already; never all, as the last one's logits are needed. */
    int held(int slot, int[] prompt) {
        int[] old = prompts[slot];
        int limit = reuse ? Math.min(old.length, prompt.length - 1) : 0;
        int same = Arrays.mismatch(old, 0, Math.min(limit, old.length), prompt, 0, limit);
        return same < 0 ? limit : same;
    }

    /** Puts a prompt into a slot. Returns the logits after its last token. */
    float[] fill(int slot, int[] prompt) {
        int held = held(slot, prompt);
        prompts[slot] = NOTHING;
        decoder.truncate(slot, held);
        float[] logits = decoder.prefill(slot, Arrays.copyOfRange(prompt, held, prompt.length));
        prompts[slot] = prompt;
        return logits;
    }

    /** Appends one token to each of several slots; logits per slot. */
    float[][] step(int[] slots, int[] ids) {
        return decoder.step(slots, ids);
    }

    /** Forgets a slot after a failure: what it holds cannot be trusted. */
    void forget(int slot) {
        prompts[slot] = NOTHING;
    }
}
