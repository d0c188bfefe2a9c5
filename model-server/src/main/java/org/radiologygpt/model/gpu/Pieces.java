package org.radiologygpt.model.gpu;

/** Cuts memory into aligned pieces, one after the other. */
final class Pieces {
    private long end;

    /** Where a piece of so many bytes begins. */
    long next(long bytes) {
        long begin = end;
        end = aligned(Math.addExact(end, bytes));
        return begin;
    }

    /** Bytes of all pieces. */
    long bytes() {
        return end;
    }

    static long aligned(long bytes) {
        return Math.addExact(bytes, Device.ALIGNMENT - 1) / Device.ALIGNMENT * Device.ALIGNMENT;
    }
}
