package org.radiologygpt.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The terms and triggers that the guards read reports with: {@code terms.tsv} and {@code negation.tsv}. */
final class Lexicon {
    static final Lexicon STANDARD = new Lexicon();

    private final Map<String, Term> terms = new LinkedHashMap<>();
    private final Phrases<Term> phrases = new Phrases<>();
    private final Phrases<Trigger> triggers = new Phrases<>();

    /** What a phrase does to the findings beside it. */
    enum Trigger {
        PSEUDO,
        PRE,
        POST,
        UNCERTAIN_PRE,
        UNCERTAIN_POST,
        STOP,
        HISTORY
    }

    private Lexicon() {
        List<String[]> rows = rows("terms.tsv");
        Map<String, String> parents = new HashMap<>();
        rows.forEach(row -> parents.put(row[0], row[2]));
        for (String[] row : rows) {
            Term term = new Term(row[0], kind(row[1]), ancestry(row[0], parents));
            terms.put(term.id(), term);
            for (String phrase : row[3].split("\\|")) {
                phrases.add(phrase, term);
            }
        }
        for (String[] row : rows("negation.tsv")) {
            Trigger trigger = Trigger.valueOf(row[0].toUpperCase(java.util.Locale.ROOT));
            for (String phrase : row[1].split("\\|")) {
                triggers.add(phrase, trigger);
            }
        }
    }

    Map<String, Term> terms() {
        return Map.copyOf(terms);
    }

    List<Phrases.Hit<Term>> termsAt(List<String> words, int start) {
        return phrases.allAt(words, start);
    }

    List<Phrases.Hit<Trigger>> triggersAt(List<String> words, int start) {
        return triggers.allAt(words, start);
    }

    private static Term.Kind kind(String letter) {
        return switch (letter) {
            case "o" -> Term.Kind.ORGAN;
            case "f" -> Term.Kind.FINDING;
            case "c" -> Term.Kind.CRITICAL;
            default -> throw new IllegalStateException("terms.tsv: kind " + letter);
        };
    }

    private static Set<String> ancestry(String id, Map<String, String> parents) {
        Set<String> kinds = new HashSet<>();
        for (String at = id; at != null && !at.isEmpty() && kinds.add(at); at = parents.get(at)) {
            if (!parents.containsKey(at)) {
                throw new IllegalStateException("terms.tsv: no row " + at);
            }
        }
        return Set.copyOf(kinds);
    }

    private static List<String[]> rows(String resource) {
        try (InputStream in = Lexicon.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
