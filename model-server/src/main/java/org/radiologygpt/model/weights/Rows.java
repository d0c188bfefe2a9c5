package org.radiologygpt.model.weights;

/** A matrix read or computed a row at a time, for those who must not hold a copy of it; any thread may ask. */
public interface Rows {

    /** Number of rows. */
    int count();

    /** Length of a row. */
    int columns();

    /**
     * Copies a row.
     *
     * @param into as long as a row
     */
    void copy(int row, float[] into);

    /** The rows of a stored matrix. */
    static Rows of(Tensor matrix) {
        return new Stored(matrix, Math.toIntExact(matrix.shape()[0]), Math.toIntExact(matrix.shape()[1]));
    }

    /** Rows of a tensor of two dimensions. */
    record Stored(Tensor matrix, int count, int columns) implements Rows {
        @Override
        public void copy(int row, float[] into) {
            matrix.copyTo(into, (long) row * columns);
        }
    }
}
