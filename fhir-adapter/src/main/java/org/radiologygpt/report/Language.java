package org.radiologygpt.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A language of reports, with its table of headings ({@code headings-XX.tsv}). */
public enum Language {
    EN,
    DE,
    ES;

    private static final int LEAST_WORDS = 3;
    private static final Map<Language, Set<String>> SMALL_WORDS = smallWords();

    /** ISO 639-1 code: {@code en}, {@code de}, {@code es}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The language whose small words (articles, prepositions, negations) a text uses most; empty where it has fewer than
     * three of them or two languages are level.
     */
    public static Optional<Language> of(String text) {
        Map<Language, Integer> counts = new EnumMap<>(Language.class);
        words(text)
                .forEach(word -> SMALL_WORDS.forEach((language, words) -> {
                    if (words.contains(word)) {
                        counts.merge(language, 1, Integer::sum);
                    }
                }));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Language> leading = counts.keySet().stream()
                .filter(language -> counts.get(language) == most)
                .toList();
        return most < LEAST_WORDS || leading.size() > 1 ? Optional.empty() : Optional.of(leading.get(0));
    }

    List<Heading> headings() {
        return ResourceTable.lines("headings-" + code() + ".tsv").stream()
                .map(Heading::row)
                .toList();
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+"));
    }

    private static Map<Language, Set<String>> smallWords() {
        Map<Language, Set<String>> words = new EnumMap<>(Language.class);
        for (String[] row : ResourceTable.rows("small-words.tsv")) {
            words.put(
                    valueOf(row[0].toUpperCase(Locale.ROOT)),
                    Stream.of(row[1].split(" ")).collect(Collectors.toUnmodifiableSet()));
        }
        return words;
    }
}
