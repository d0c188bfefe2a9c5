package org.radiologygpt.trainer.synthetic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The examinations of the bundled {@code .exam} files, in the order of their index. */
final class ExamCatalog {
    private final List<Exam> exams;

    private ExamCatalog(List<Exam> exams) {
        this.exams = exams;
    }

    static ExamCatalog bundled() {
        Map<String, String> shared = sharedPhrases();
        List<Exam> exams = new ArrayList<>();
        for (String key : lines("exams.index")) {
            exams.add(ExamParser.parse(key, lines(key + ".exam"), shared));
        }
        return new ExamCatalog(List.copyOf(exams));
    }

    /** Chest radiographs with many more findings and wordings; not among the examinations of the index. */
    static Exam chestDictation() {
        return ExamParser.parse("chest-dictation", lines("chest-dictation.exam"), sharedPhrases());
    }

    List<Exam> exams() {
        return exams;
    }

    /** Each exam as often as its weight says. */
    List<Exam> weighted() {
        List<Exam> all = new ArrayList<>();
        exams.forEach(exam -> {
            for (int i = 0; i < exam.weight(); i++) {
                all.add(exam);
            }
        });
        return List.copyOf(all);
    }

    private static Map<String, String> sharedPhrases() {
        Map<String, String> phrases = new LinkedHashMap<>();
        for (String line : lines("shared.phrases")) {
            String[] parts = line.split("=", 2);
            phrases.put(parts[0].strip(), parts[1].strip());
        }
        return phrases;
    }

    private static List<String> lines(String resource) {
        try (InputStream in = ExamCatalog.class.getResourceAsStream("exams/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("resource missing: " + resource);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
