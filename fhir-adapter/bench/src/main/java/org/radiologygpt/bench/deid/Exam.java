package org.radiologygpt.bench.deid;

import java.util.ArrayList;
import java.util.List;

/** One examination of the list: its names, and what is said about it. */
record Exam(String key, Material material) {

    static List<Exam> all(Material material) {
        List<Exam> exams = new ArrayList<>();
        for (String list : material.names()) {
            if (list.endsWith(" names")) {
                exams.add(new Exam(list.substring(0, list.length() - 6), material));
            }
        }
        return exams;
    }

    List<String> names() {
        return material.list(key + " names");
    }

    /** {@code indication}, {@code technique}, {@code findings} or {@code impression}. */
    List<String> list(String section) {
        return material.list(key + " " + section);
    }
}
