package org.radiologygpt.trainer.rating;

/**
 * A row that does not count.
 *
 * @param where file and row, or the rater
 * @param detail item and scale; nothing that a rater wrote
 */
record RowError(String where, RowProblem problem, String detail) {
    @Override
    public String toString() {
        return where + ": " + problem.code() + (detail.isEmpty() ? "" : ": " + detail);
    }
}
