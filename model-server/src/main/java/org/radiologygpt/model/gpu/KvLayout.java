package org.radiologygpt.model.gpu;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.model.gpu.Device.Extent;
import org.radiologygpt.model.gpu.Device.Region;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * Where keys and values lie: a plane a layer and kind, in it row after row, in a row token after token. The room of a row,
 * the pitch, changes; a plane's does not, so that the cache grows in place.
 *
 * <p>A row is one piece from its first byte on, so is a number of first rows: a pass over one sequence, or over the first
 * of them, reads the cache where it lies.
 *
 * @param planes twice the layers: keys of layer N are plane 2N, its values the next
 * @param rows sequences
 * @param capacity tokens that a row has at most
 * @param tokenBytes a token's keys or values in one layer
 */
record KvLayout(int planes, int rows, int capacity, long tokenBytes) {

    /**
     * Of a model's cache.
     *
     * @param capacity tokens that a row has at most
     */
    static KvLayout of(LlamaConfig config, GpuOptions options, int capacity) {
        long tokenBytes =
                (long) config.kvHeads() * config.headDim() * options.type().bytes();
        return new KvLayout(2 * config.layers(), options.slots() + 1, capacity, tokenBytes);
    }

    /** Rows that move from one pitch to another. */
    record Step(Region from, Region to, Extent extent) {}

    long planeBytes() {
        return Math.multiplyExact(Math.multiplyExact((long) rows, capacity), tokenBytes);
    }

    long bytes() {
        return Math.multiplyExact(planes, planeBytes());
    }

    /** Bytes from the cache's beginning to a token. */
    long offset(int plane, int row, int token, int pitch) {
        return plane * planeBytes() + ((long) row * pitch + token) * tokenBytes;
    }

    /** All planes from a token of a row on. */
    Region region(long cache, int row, int token, int pitch) {
        return new Region(cache + offset(0, row, token, pitch), pitch * tokenBytes, planeBytes());
    }

    /** So many tokens of one row in all planes, as one stretch a plane. */
    Extent tokens(int count) {
        return new Extent(count * tokenBytes, 1, planes);
    }

    /** One stretch a plane from a token of a row on: its row pitch is that of the plane. */
    Region stretch(long cache, int row, int token, int pitch) {
        return new Region(cache + offset(0, row, token, pitch), planeBytes(), planeBytes());
    }

    /**
     * Steps that give every row twice the pitch, in this order. Each moves the rows from a power of two to the next: where
     * they go, beyond twice the first, they meet neither one another nor rows that have yet to move. The first row stays.
     */
    List<Step> doubling(int pitch) {
        List<Step> steps = new ArrayList<>();
        for (int first = Integer.highestOneBit(rows - 1); first > 0; first /= 2) {
            steps.add(step(first, pitch, 2 * pitch, pitch));
        }
        return steps;
    }

    /** Steps that give every row half the pitch; what is beyond it is lost. The same steps backwards. */
    List<Step> halving(int pitch) {
        List<Step> steps = new ArrayList<>();
        for (int first = 1; first < rows; first *= 2) {
            steps.add(step(first, pitch, pitch / 2, pitch / 2));
        }
        return steps;
    }

    private Step step(int first, int pitch, int other, int kept) {
        int count = Math.min(first, rows - first);
        return new Step(
                region(0, first, 0, pitch), region(0, first, 0, other), new Extent(kept * tokenBytes, count, planes));
    }
}
