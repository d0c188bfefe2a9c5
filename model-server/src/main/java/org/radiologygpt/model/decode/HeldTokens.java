package org.radiologygpt.model.decode;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.radiologygpt.model.weights.AdapterLimits;

/** How many tokens each slot holds, and what any decoder refuses before anything changes. */
public final class HeldTokens {
    private final int[] lengths;
    private final int maxTokens;
    private final int vocabSize;

    /** Of empty slots. */
    public HeldTokens(int slots, int maxTokens, int vocabSize) {
        lengths = new int[slots];
        this.maxTokens = maxTokens;
        this.vocabSize = vocabSize;
    }

    public int slots() {
        return lengths.length;
    }

    public int maxTokens() {
        return maxTokens;
    }

    public int vocabSize() {
        return vocabSize;
    }

    /** Tokens of one slot. */
    public int length(int slot) {
        checkSlot(slot);
        return lengths[slot];
    }

    /** Tokens of every slot. */
    public int[] lengths() {
        return lengths.clone();
    }

    /** Takes note that slots hold more tokens. */
    public void append(int count, int... slots) {
        for (int slot : slots) {
            lengths[slot] += count;
        }
    }

    /** {@link Decoder#truncate}. */
    public void truncate(int slot, int length) {
        checkSlot(slot);
        if (length < 0 || length > lengths[slot]) {
            throw new IllegalArgumentException("slot " + slot + " holds " + lengths[slot] + " tokens, not " + length);
        }
        lengths[slot] = length;
    }

    /** What {@link Decoder#prefill} refuses. */
    public void checkPrefill(int slot, int[] tokens) {
        checkSlot(slot);
        if (tokens.length == 0) {
            throw new IllegalArgumentException("no token to prefill");
        }
        checkRoom(slot, tokens.length);
        checkTokens(tokens);
    }

    /** What {@link Decoder#step} refuses. */
    public void checkStep(int[] slots, int[] tokens) {
        if (slots.length == 0 || slots.length != tokens.length) {
            throw new IllegalArgumentException(tokens.length + " tokens for " + slots.length + " slots");
        }
        if (Arrays.stream(slots).distinct().count() != slots.length) {
            throw new IllegalArgumentException("a slot is named twice");
        }
        for (int slot : slots) {
            checkSlot(slot);
            checkRoom(slot, 1);
            if (lengths[slot] == 0) {
                throw new IllegalArgumentException("slot " + slot + " is empty, it needs a prefill first");
            }
        }
        checkTokens(tokens);
    }

    /** What {@link Decoder#use} refuses where the slot used another place before. */
    public void checkUse(int slot, int place, AdapterLimits limits) {
        if (place != Decoder.BASE) {
            checkPlace(place, limits);
        }
        if (length(slot) > 0) {
            throw new IllegalStateException("slot " + slot + " holds tokens of another adapter");
        }
    }

    /** What {@link Decoder#load} and {@link Decoder#unload} refuse. */
    public void checkUnused(int place, AdapterLimits limits, IntUnaryOperator placeOf) {
        checkPlace(place, limits);
        for (int slot = 0; slot < lengths.length; slot++) {
            if (lengths[slot] > 0 && placeOf.applyAsInt(slot) == place) {
                throw new IllegalStateException("slot " + slot + " holds tokens of the adapter in place " + place);
            }
        }
    }

    private static void checkPlace(int place, AdapterLimits limits) {
        if (place < 0 || place >= limits.places()) {
            throw new IllegalArgumentException("place " + place + " is not one of " + limits.places());
        }
    }

    private void checkSlot(int slot) {
        if (slot < 0 || slot >= lengths.length) {
            throw new IllegalArgumentException("slot " + slot + " is not one of " + lengths.length);
        }
    }

    private void checkRoom(int slot, int more) {
        if (lengths[slot] + more > maxTokens) {
            throw new IllegalArgumentException("slot " + slot + " holds " + lengths[slot] + " tokens, " + more
                    + " more exceed the limit of " + maxTokens);
        }
    }

    private void checkTokens(int[] tokens) {
        for (int token : tokens) {
            if (token < 0 || token >= vocabSize) {
                throw new IllegalArgumentException("token id " + token + " is outside the vocabulary of " + vocabSize);
            }
        }
    }
}
