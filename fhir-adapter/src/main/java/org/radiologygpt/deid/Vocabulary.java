package org.radiologygpt.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words that are not names unless their context says so: the language of reports, and the eponyms.
 *
 * <p>A person called White is found as {@code Dr. White}, not in {@code white matter}.
 */
final class Vocabulary {
    private static final Set<String> FUNCTION = load("function-words.txt");
    private static final Set<String> EPONYMS = load("eponyms.txt");
    private static final Set<String> CLINICAL = load("report-words.txt");
    private static final Set<String> GIVEN = load("given-names-that-are-words.txt");

    private Vocabulary() {}

    /** True where the word, folded, alone is no evidence of a person. */
    static boolean isAmbiguous(String folded) {
        return folded.length() < 3 || isReportWord(folded) || GIVEN.contains(folded);
    }

    /** True for the language of reports, eponyms among it. */
    static boolean isReportWord(String folded) {
        return FUNCTION.contains(folded)
                || EPONYMS.contains(folded)
                || CLINICAL.contains(folded)
                || isInflected(folded);
    }

    static boolean isFunctionWord(String folded) {
        return FUNCTION.contains(folded);
    }

    static boolean isEponym(String folded) {
        return EPONYMS.contains(folded);
    }

    static boolean isInflected(String folded) {
        return stem(folded, "s")
                || stem(folded, "es")
                || stem(folded, "ed")
                || stem(folded, "ly")
                || stem(folded, "ing");
    }

    private static boolean stem(String folded, String ending) {
        return folded.length() > ending.length() + 3
                && folded.endsWith(ending)
                && CLINICAL.contains(folded.substring(0, folded.length() - ending.length()));
    }

    private static Set<String> load(String resource) {
        try (InputStream in = Vocabulary.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> java.util.Arrays.stream(line.trim().split("\\s+")))
                    .filter(word -> !word.isEmpty())
                    .map(Folding::fold)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
