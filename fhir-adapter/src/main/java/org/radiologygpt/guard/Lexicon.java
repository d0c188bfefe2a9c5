package org.radiologygpt.guard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The terms and triggers that the guards read reports with: {@code terms.tsv} and {@code negation.tsv}. */
final class Lexicon {
    static final Lexicon STANDARD = new Lexicon();

    private final Map<String, Term> terms = new LinkedHashMap<>();
    private final Phrases<Term> phrases = new Phrases<>();
    private final Phrases<Trigger> triggers = new Phrases<>();
    private final Phrases<Optional<Quality>> qualities = new Phrases<>();

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
        List<String[]> rows = GuardTable.rows("terms.tsv");
        Map<String, String> parents = new HashMap<>();
        rows.forEach(row -> parents.put(row[0], row[2]));
        for (String[] row : rows) {
            Term term = new Term(row[0], kind(row[1]), ancestry(row[0], parents));
            terms.put(term.id(), term);
            for (String phrase : row[3].split("\\|")) {
                phrases.add(phrase, term);
            }
        }
        for (String[] row : GuardTable.rows("negation.tsv")) {
            Trigger trigger = Trigger.valueOf(row[0].toUpperCase(Locale.ROOT));
            for (String phrase : row[1].split("\\|")) {
                triggers.add(phrase, trigger);
            }
        }
        for (String[] row : GuardTable.rows("qualities.tsv")) {
            Optional<Quality> quality = quality(row[0]);
            for (String phrase : row[1].split("\\|")) {
                qualities.add(phrase, quality);
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

    /** The longest qualities that begin at a word; an empty one says that the words are none. */
    List<Phrases.Hit<Optional<Quality>>> qualitiesAt(List<String> words, int start) {
        return qualities.allAt(words, start);
    }

    private static Optional<Quality> quality(String name) {
        return name.equals("none") ? Optional.empty() : Optional.of(Quality.valueOf(name.toUpperCase(Locale.ROOT)));
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
}
