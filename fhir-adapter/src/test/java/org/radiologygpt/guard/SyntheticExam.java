package org.radiologygpt.guard;

import java.util.List;

/**
 * A kind of examination ({@code synthetic-exams.tsv}).
 *
 * @param sex of its patients, or empty for any
 * @param procedures as ordered; {@code {SIDE}} stands for the side examined
 * @param normals sentences of what is normal
 * @param deniable what its findings may deny
 */
record SyntheticExam(String name, String sex, List<String> procedures, List<String> normals, List<String> deniable) {
    static SyntheticExam of(String[] row) {
        return new SyntheticExam(row[0], row[1], list(row[2]), list(row[3]), list(row[4]));
    }

    private static List<String> list(String cell) {
        return List.of(cell.split("\\|"));
    }
}
