package org.radiologygpt.model.gpu.tensorrt;

import java.nio.ByteBuffer;
import org.radiologygpt.model.tensorrt.device.GpuCalls;

/**
 * Page-locked memory through which small writes go: they are queued without waiting, and the caller has its buffer back at
 * once. What was queued from here is waited for only where the memory has been used up.
 */
final class Staging {
    /** Copies from page-locked memory are fastest from aligned places. */
    private static final int GRAIN = 64;

    private final GpuCalls gpu;
    private final ByteBuffer memory;
    private int used;

    Staging(GpuCalls gpu, int bytes) {
        this.gpu = gpu;
        memory = gpu.pinned(bytes);
    }

    /** Queues a copy of what remains in a buffer, whose position stays. */
    void write(long address, ByteBuffer from) {
        ByteBuffer rest = from.duplicate();
        for (long at = address; rest.hasRemaining(); ) {
            if (used == memory.capacity()) {
                gpu.synchronize();
                settled();
            }
            int count = Math.min(rest.remaining(), memory.capacity() - used);
            ByteBuffer piece = memory.slice(used, count);
            piece.duplicate().put(rest.slice(rest.position(), count));
            gpu.upload(piece, at);
            rest.position(rest.position() + count);
            used = (int) Math.min(memory.capacity(), (used + (long) count + GRAIN - 1) / GRAIN * GRAIN);
            at += count;
        }
    }

    /** All that was queued has been waited for. */
    void settled() {
        used = 0;
    }
}
