package org.radiologygpt.bench.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** {@code female} or {@code male} where only one of them has it. */
    Optional<String> sex() {
        return material.has(key + " sex")
                ? Optional.of(material.list(key + " sex").get(0))
                : Optional.empty();
    }

    /** Ages of those who have it, as {@code 18-44}. */
    Optional<String> ages() {
        return material.has(key + " ages")
                ? Optional.of(material.list(key + " ages").get(0))
                : Optional.empty();
    }

    /** {@code indication}, {@code areas}, {@code technique}, {@code findings} or {@code impression}. */
    List<String> list(String section) {
        return material.list(key + " " + section);
    }
}
