package org.radiologygpt.model.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which row of the cache each slot has. A step runs over the first rows, so the sequences that take part have to be there:
 * one that is further back goes into a hole before it. One row more than slots is always free to put a sequence aside.
 */
final class CacheRows {
    private static final int NOBODY = -1;

    private final int[] rowOf;
    private final int[] slotAt;

    /** A row whose content goes to another. */
    record Move(int from, int to) {}

    CacheRows(int slots) {
        rowOf = IntStream.range(0, slots).toArray();
        slotAt = IntStream.rangeClosed(0, slots).toArray();
        slotAt[slots] = NOBODY;
    }

    int of(int slot) {
        return rowOf[slot];
    }

    /**
     * Brings slots into the first rows.
     *
     * @param active slots
     * @param bucket rows, at least as many
     * @param empty whether a slot holds nothing that would have to be kept
     * @return moves to be made in this order
     */
    List<Move> gather(int[] active, int bucket, IntPredicate empty) {
        boolean[] stays = new boolean[slotAt.length];
        Arrays.stream(active).forEach(slot -> stays[rowOf[slot]] = true);
        List<Move> moves = new ArrayList<>();
        int hole = 0;
        for (int slot : active) {
            if (rowOf[slot] >= bucket) {
                while (stays[hole]) {
                    hole++;
                }
                fill(hole, slot, empty, moves);
                stays[hole] = true;
            }
        }
        return moves;
    }

    private void fill(int hole, int slot, IntPredicate empty, List<Move> moves) {
        int left = rowOf[slot];
        int idle = slotAt[hole];
        if (idle != NOBODY && !empty.test(idle)) {
            int free = free();
            moves.add(new Move(hole, free));
            put(idle, free);
            put(NOBODY, left);
        } else {
            put(idle, left);
        }
        moves.add(new Move(left, hole));
        put(slot, hole);
    }

    private int free() {
        int row = 0;
        while (slotAt[row] != NOBODY) {
            row++;
        }
        return row;
    }

    private void put(int slot, int row) {
        slotAt[row] = slot;
        if (slot != NOBODY) {
            rowOf[slot] = row;
        }
    }
}
