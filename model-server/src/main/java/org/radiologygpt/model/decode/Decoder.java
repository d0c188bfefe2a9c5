package org.radiologygpt.model.decode;

/**
 * A LLaMA-family decoder with a KV cache per slot.
 *
 * <p>A slot holds one sequence. It is filled by {@link #prefill} (which may be called again to append more tokens) and
 * grows by one token a {@link #step}. Not thread-safe: one thread owns a decoder, as the scheduler's.
 */
public interface Decoder extends AutoCloseable {

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

    /** Frees native memory. */
    @Override
    void close();
}
