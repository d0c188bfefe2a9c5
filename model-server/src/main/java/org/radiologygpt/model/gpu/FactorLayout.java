package org.radiologygpt.model.gpu;

import java.util.LinkedHashMap;
import java.util.Map;
import org.radiologygpt.model.gpu.Device.Extent;
import org.radiologygpt.model.gpu.Device.Region;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * Where the factors of all places lie: a matrix's A {@code [in, places * rank]} and B {@code [places * rank, out]}. A place
 * has {@code rank} columns of the one and as many rows of the other.
 *
 * @param matrices by name
 * @param rank columns of a place
 * @param columns of all places
 * @param elementBytes of a number
 * @param staging room for one matrix's A of one place
 * @param bytes of all
 */
record FactorLayout(Map<String, Matrix> matrices, int rank, int columns, int elementBytes, long staging, long bytes) {

    /**
     * One matrix's factors.
     *
     * @param a first byte of A
     * @param b first byte of B
     */
    record Matrix(int in, int out, long a, long b) {}

    static FactorLayout of(LlamaConfig config, GpuOptions options) {
        AdapterLimits limits = options.adapters();
        int element = options.type().bytes();
        Pieces pieces = new Pieces();
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        long widest = 0;
        for (var matrix : limits.matrices(config).entrySet()) {
            int out = Math.toIntExact(matrix.getValue()[0]);
            int in = Math.toIntExact(matrix.getValue()[1]);
            long a = pieces.next((long) in * limits.columns() * element);
            long b = pieces.next((long) out * limits.columns() * element);
            matrices.put(matrix.getKey(), new Matrix(in, out, a, b));
            widest = Math.max(widest, in);
        }
        long staging = pieces.next(widest * limits.rank() * element);
        return new FactorLayout(matrices, limits.rank(), limits.columns(), element, staging, pieces.bytes());
    }

    /** A place's columns of A. */
    Region columns(long memory, Matrix matrix, int place) {
        long pitch = (long) columns * elementBytes;
        return new Region(memory + matrix.a() + (long) place * rank * elementBytes, pitch, pitch * matrix.in());
    }

    /** One place's A by itself, {@code [in, rank]}. */
    Region staged(long memory, Matrix matrix) {
        long pitch = (long) rank * elementBytes;
        return new Region(memory + staging, pitch, pitch * matrix.in());
    }

    /** How much of A is a place's. */
    Extent extent(Matrix matrix) {
        return new Extent((long) rank * elementBytes, matrix.in(), 1);
    }

    /** Where a place's rows of B begin; they are one piece. */
    long rows(Matrix matrix, int place) {
        return matrix.b() + (long) place * rank * matrix.out() * elementBytes;
    }
}
