package org.radiologygpt.model.tensorrt.engine;

import java.util.HashMap;
import java.util.Map;

/** Memory of the GPU, one piece for each input and output, kept from run to run and grown where a run needs more. */
final class DeviceBuffers {
    /** What cudaMalloc aligns to; an empty tensor has an address too. */
    private static final long GRAIN = 256;

    private record Piece(long address, long bytes) {}

    private final NativeTensorRt.Engine engine;
    private final Map<String, Piece> pieces = new HashMap<>();

    DeviceBuffers(NativeTensorRt.Engine engine) {
        this.engine = engine;
    }

    /** An address with room for so many bytes. What was there before is lost where it grows. */
    long reserve(String tensor, long bytes) {
        Piece piece = pieces.get(tensor);
        if (piece == null || piece.bytes() < bytes) {
            long size = grown(piece == null ? 0 : piece.bytes(), bytes);
            release(tensor);
            piece = new Piece(engine.allocate(size), size);
            pieces.put(tensor, piece);
        }
        return piece.address();
    }

    /** By half at least, so that a tensor that grows a little each run is not moved each run. */
    static long grown(long before, long needed) {
        long bytes = Math.max(needed, before + before / 2);
        return Math.max(1, (bytes + GRAIN - 1) / GRAIN) * GRAIN;
    }

    private void release(String tensor) {
        Piece piece = pieces.remove(tensor);
        if (piece != null) {
            engine.free(piece.address());
        }
    }

    void close() {
        Map.copyOf(pieces).keySet().forEach(this::release);
    }
}
