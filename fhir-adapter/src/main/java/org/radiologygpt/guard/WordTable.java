package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.radiologygpt.draft.TextSpan;

/**
 * A table of phrases that stand for something, looked for in a text: the longest wins, hyphens do not count.
 *
 * @param <T> what a phrase stands for
 */
final class WordTable<T> {
    private final Phrases<T> phrases = new Phrases<>();

    /**
     * A phrase found.
     *
     * @param sentence number of the sentence in the text
     * @param start its first word in the sentence
     * @param end behind its last word
     * @param place where it stands in the text
     */
    record Hit<T>(T value, int sentence, int start, int end, TextSpan place) {
        boolean overlaps(Hit<?> other) {
            return sentence == other.sentence && start < other.end && other.start < end;
        }
    }

    /**
     * Reads a table.
     *
     * @param meaning of a row; its last column holds the phrases
     */
    static <T> WordTable<T> of(Stream<String[]> rows, Function<String[], T> meaning) {
        WordTable<T> table = new WordTable<>();
        rows.forEach(row -> {
            for (String phrase : row[row.length - 1].split("\\|")) {
                table.phrases.add(phrase.replace('-', ' '), meaning.apply(row));
            }
        });
        return table;
    }

    List<Hit<T>> in(ClinicalText text) {
        List<Hit<T>> hits = new ArrayList<>();
        for (int number = 0; number < text.sentences().size(); number++) {
            read(text.sentences().get(number), number, hits);
        }
        return hits;
    }

    private void read(Sentence sentence, int number, List<Hit<T>> hits) {
        List<String> words = sentence.words();
        int at = 0;
        while (at < words.size()) {
            List<Phrases.Hit<T>> found = phrases.allAt(words, at);
            for (Phrases.Hit<T> hit : found) {
                int end = at + hit.length();
                hits.add(new Hit<>(hit.value(), number, at, end, sentence.place(at, end)));
            }
            at += found.isEmpty() ? 1 : found.get(0).length();
        }
    }
}
