package org.radiologygpt.model.decode;

import java.util.Optional;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LoraAdapter;

/**
 * A LLaMA-family decoder with a KV cache per slot.
 *
 * <p>A slot holds one sequence. It is filled by {@link #prefill} (which may be called again to append more tokens) and
 * grows by one token a {@link #step}. Not thread-safe: one thread owns a decoder, as the scheduler's.
 *
 * <p>Where it was opened with places for LoRA adapters, each slot uses one of them or the base model alone, and one step
 * may mix them. All tokens of a slot are computed with one load of one adapter: a slot changes its place, and a place
 * its adapter, only while the slots in question hold nothing.
 */
public interface Decoder extends AutoCloseable {
    /** The place of a slot that uses no adapter. */
    int BASE = -1;

    /** Number of sequences it can hold at once. */
    int slots();

    /** Longest sequence of one slot in tokens, prompt and answer together. */
    int maxTokens();

    /** Size of the vocabulary: the length of every row of logits. */
    int vocabSize();

    /** Tokens now held in a slot. */
    int length(int slot);

    /**
     * Forgets all but the first tokens of a slot, so that a common prefix can be kept.
     *
     * @param length tokens to keep, at most {@link #length}
     */
    void truncate(int slot, int length);

    /**
     * Appends tokens to a slot.
     *
     * @param tokens at least one token id
     * @return logits after the last token, {@code [vocabSize]}
     * @throws IllegalArgumentException where the slot would grow beyond {@link #maxTokens} or an id is out of range
     */
    float[] prefill(int slot, int[] tokens);

    /**
     * Appends one token to each of several slots in one pass.
     *
     * @param slots distinct slots, none empty
     * @param tokens one token id per slot, in the same order
     * @return logits per slot, {@code [slots.length][vocabSize]}
     */
    float[][] step(int[] slots, int[] tokens);

    /** What adapters it has places for. */
    default AdapterLimits adapters() {
        return AdapterLimits.NONE;
    }

    /**
     * Copies an adapter into a place, instead of the one that was there. Alone of all methods it may run in another thread
     * than the owner's, beside passes and other places' loads: no row of a pass sees a place that its slot does not use.
     *
     * @param place from 0 on, below the number of places
     * @throws org.radiologygpt.model.weights.ModelFormatException naming what does not fit; the place is as it was
     * @throws IllegalStateException where a slot that uses the place holds tokens
     */
    default void load(int place, LoraAdapter adapter) {
        throw new IllegalArgumentException("this decoder has no place " + place);
    }

    /**
     * Empties a place; slots that used it use the base model.
     *
     * @throws IllegalStateException where a slot that uses the place holds tokens
     */
    default void unload(int place) {
        throw new IllegalArgumentException("this decoder has no place " + place);
    }

    /**
     * Chooses the adapter of a slot's next tokens.
     *
     * @param place one that holds an adapter, or {@link #BASE}
     * @throws IllegalStateException where the slot holds tokens that were computed otherwise
     */
    default void use(int slot, int place) {
        if (place != BASE) {
            throw new IllegalArgumentException("this decoder has no place " + place);
        }
    }

    /** The GPU that it computes on, and how it is; any thread may ask. */
    default Optional<DeviceStatus> device() {
        return Optional.empty();
    }

    /** Frees native memory. */
    @Override
    void close();
}
