package org.radiologygpt.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that surrogates are made of, {@code surrogate-names.tsv}. */
final class SurrogateNames {
    private static final Map<String, List<String>> LISTS = lists();
    private static final Set<String> MALE = folded("male", "male-known");
    private static final Set<String> FEMALE = folded("female", "female-known");
    private static final int TRIES = 20;

    private final KeyedHash hash;
    private final Set<String> taken;

    /** @param taken folded names of the people known: none of them is given to another */
    SurrogateNames(KeyedHash hash, Set<String> taken) {
        this.hash = hash;
        this.taken = taken;
    }

    /** A surname for a folded one. */
    String family(String folded) {
        return free(folded, attempt -> {
            String seed = attempt == 0 ? folded : folded + attempt;
            return pick("head", "head", seed) + pick("tail", "tail", seed);
        });
    }

    /** A given name for a folded one, of the sex that the name or the caller knows. */
    String given(String folded, String sex) {
        String list =
                switch (sex.isEmpty() ? sexOf(folded) : sex) {
                    case "male" -> "male";
                    case "female" -> "female";
                    default -> "neutral";
                };
        return free(folded, attempt -> pick("given", list, attempt == 0 ? folded : folded + attempt));
    }

    String place(String words) {
        return pick("place", "place", words);
    }

    /** {@code male}, {@code female} or empty. */
    static String sexOf(String folded) {
        return MALE.contains(folded) ? "male" : FEMALE.contains(folded) ? "female" : "";
    }

    private String free(String folded, java.util.function.IntFunction<String> candidates) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String name = candidates.apply(attempt);
            String candidate = Folding.fold(name);
            if (!candidate.equals(folded) && !taken.contains(candidate) && !Vocabulary.isReportWord(candidate)) {
                return name;
            }
        }
        return candidates.apply(0);
    }

    private String pick(String purpose, String list, String value) {
        List<String> words = LISTS.get(list);
        return words.get(hash.number(purpose, value, words.size()));
    }

    private static Set<String> folded(String... lists) {
        return Arrays.stream(lists)
                .flatMap(list -> LISTS.get(list).stream())
                .map(Folding::fold)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, List<String>> lists() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                SurrogateNames.class.getResourceAsStream("surrogate-names.tsv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> List.of(cells[1].split(" "))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
