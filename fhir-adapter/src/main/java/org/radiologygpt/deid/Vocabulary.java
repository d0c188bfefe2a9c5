package org.radiologygpt.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Words that are not names unless their context says so: the language of reports, and the eponyms.
 *
 * <p>A person called White is found as {@code Dr. White}, not in {@code white matter}.
 */
final class Vocabulary {
    private static final int FUNCTION = 1;
    private static final int EPONYM = 2;
    private static final int CLINICAL = 4;
    private static final int OF_REPORTS = FUNCTION | EPONYM | CLINICAL;
    /** Given names that are words. */
    private static final int GIVEN = 8;

    /** The lists of each word, as bits. */
    private static final PackedWords<Integer> LISTS = lists();

    private Vocabulary() {}

    /** True where the word, folded, alone is no evidence of a person. */
    static boolean isAmbiguous(String folded) {
        return folded.length() < 3 || lists(folded) != 0 || isInflected(folded);
    }

    /** True for the language of reports, eponyms among it. */
    static boolean isReportWord(String folded) {
        return (lists(folded) & OF_REPORTS) != 0 || isInflected(folded);
    }

    static boolean isFunctionWord(String folded) {
        return (lists(folded) & FUNCTION) != 0;
    }

    static boolean isEponym(String folded) {
        return (lists(folded) & EPONYM) != 0;
    }

    private static int lists(String folded) {
        return LISTS.get(folded, 0);
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
                && (lists(folded.substring(0, folded.length() - ending.length())) & CLINICAL) != 0;
    }

    private static PackedWords<Integer> lists() {
        Map<String, Integer> lists = new HashMap<>();
        add("function-words.txt", FUNCTION, lists);
        add("eponyms.txt", EPONYM, lists);
        add("report-words.txt", CLINICAL, lists);
        add("given-names-that-are-words.txt", GIVEN, lists);
        return new PackedWords<>(lists);
    }

    private static void add(String resource, int list, Map<String, Integer> lists) {
        try (InputStream in = Vocabulary.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.trim().split("\\s+")))
                    .filter(word -> !word.isEmpty())
                    .forEach(word -> lists.merge(Folding.fold(word), list, (one, other) -> one | other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
