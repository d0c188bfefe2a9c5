package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds a caller's own phrases in a text of a report, and whether it affirms, denies or doubts them: the guards' reading
 * of negation for those who measure. Add all phrases first; then it is thread-safe.
 *
 * @param <T> what a phrase stands for
 */
public final class PhraseReader<T> {
    private final Phrases<T> phrases = new Phrases<>();

    /** What a text says of a phrase. */
    public enum Said {
        AFFIRMED,
        DENIED,
        DOUBTED
    }

    /** A phrase in a text. */
    public record Named<T>(T value, Said said) {}

    /** Adds a phrase; words are compared folded, plural {@code s} stripped. The longest at a place counts. */
    public void add(String phrase, T value) {
        phrases.add(phrase, value);
    }

    /** All phrases in a text, in order. */
    public List<Named<T>> read(String text) {
        List<Named<T>> named = new ArrayList<>();
        Sentence.of(text).forEach(sentence -> read(sentence, named));
        return List.copyOf(named);
    }

    private void read(Sentence sentence, List<Named<T>> named) {
        int at = 0;
        while (at < sentence.words().size()) {
            int start = at;
            List<Phrases.Hit<T>> hits = phrases.allAt(sentence.words(), start);
            hits.forEach(
                    hit -> named.add(new Named<>(hit.value(), said(sentence.polarity(start, start + hit.length())))));
            at += hits.isEmpty() ? 1 : hits.get(0).length();
        }
    }

    private static Said said(Mention.Polarity polarity) {
        return switch (polarity) {
            case AFFIRMED -> Said.AFFIRMED;
            case NEGATED -> Said.DENIED;
            case UNCERTAIN -> Said.DOUBTED;
        };
    }
}
