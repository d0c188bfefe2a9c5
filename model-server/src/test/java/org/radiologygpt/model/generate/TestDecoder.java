package org.radiologygpt.model.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.radiologygpt.model.decode.Decoder;

/**
 * A decoder without a network: its logits are a function of all tokens that the slot holds, so that a token in a wrong
 * slot or a wrong place changes everything after it.
 */
public final class TestDecoder implements Decoder {
    /** Runs before each pass; may block or throw. */
    public final AtomicReference<Runnable> beforePass = new AtomicReference<>(() -> {});

    /** Runs before each prefill, too. */
    public final AtomicReference<Runnable> beforePrefill = new AtomicReference<>(() -> {});

    /** Tokens computed by all prefills. */
    public final AtomicInteger prefilled = new AtomicInteger();

    /** What the slot held after each prefill. */
    public final List<String> filled = Collections.synchronizedList(new ArrayList<>());

    /** Passes over several slots, by the most slots in one. */
    public final AtomicInteger widestStep = new AtomicInteger();

    public volatile boolean closed;

    private final int[][] slots;
    private final int maxTokens;
    private final ToIntFunction<int[]> next;

    private TestDecoder(int slots, int maxTokens, ToIntFunction<int[]> next) {
        this.slots = new int[slots][0];
        this.maxTokens = maxTokens;
        this.next = next;
    }

    /** Says what the prompt has between its first {@code [} and {@code ]}, then ends. */
    public static TestDecoder echo(int slots, int maxTokens) {
        return new TestDecoder(slots, maxTokens, TestDecoder::echoed);
    }

    /** Says what follows from a hash of all that was before; ends now and then. */
    public static TestDecoder hashing(int slots, int maxTokens) {
        return new TestDecoder(slots, maxTokens, held -> Math.floorMod(Arrays.hashCode(held) * 31, 257));
    }

    private static int echoed(int[] held) {
        int open = 0;
        while (open < held.length && held[open] != '[') {
            open++;
        }
        int close = open;
        while (close < held.length && held[close] != ']') {
            close++;
        }
        if (close == held.length) {
            return 'a' + held.length % 26;
        }
        int said = 0;
        while (said < held.length && held[held.length - 1 - said] != '\n' && held[held.length - 1 - said] != '|') {
            said++;
        }
        return open + 1 + said < close ? held[open + 1 + said] : TestTokens.END;
    }

    @Override
    public int slots() {
        return slots.length;
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    @Override
    public int vocabSize() {
        return TestTokens.VOCABULARY;
    }

    @Override
    public int length(int slot) {
        return slots[slot].length;
    }

    @Override
    public void truncate(int slot, int length) {
        if (length > slots[slot].length) {
            throw new IllegalArgumentException("cannot keep more than there is");
        }
        slots[slot] = Arrays.copyOf(slots[slot], length);
    }

    @Override
    public float[] prefill(int slot, int[] tokens) {
        beforePass.get().run();
        beforePrefill.get().run();
        prefilled.addAndGet(tokens.length);
        append(slot, tokens);
        filled.add(TestTokens.text(slots[slot]));
        return logits(slot);
    }

    @Override
    public float[][] step(int[] active, int[] tokens) {
        beforePass.get().run();
        widestStep.accumulateAndGet(active.length, Math::max);
        float[][] logits = new float[active.length][];
        for (int i = 0; i < active.length; i++) {
            append(active[i], tokens[i]);
            logits[i] = logits(active[i]);
        }
        return logits;
    }

    private void append(int slot, int... tokens) {
        int[] old = slots[slot];
        if (closed || tokens.length == 0 || old.length + tokens.length > maxTokens) {
            throw new IllegalArgumentException("closed, nothing to append, or too long");
        }
        slots[slot] = Arrays.copyOf(old, old.length + tokens.length);
        System.arraycopy(tokens, 0, slots[slot], old.length, tokens.length);
    }

    private float[] logits(int slot) {
        float[] logits = new float[TestTokens.VOCABULARY];
        logits[next.applyAsInt(slots[slot])] = 5;
        return logits;
    }

    @Override
    public void close() {
        closed = true;
    }
}
