package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Phrases by their first word: finds the longest that begins at a place in a list of words. */
final class Phrases<T> {
    private final Map<String, List<Entry<T>>> byFirst = new HashMap<>();

    private record Entry<T>(List<String> words, T value) {}

    /**
     * A phrase found.
     *
     * @param length number of words
     * @param value what the phrase stands for
     */
    record Hit<T>(int length, T value) {}

    void add(String phrase, T value) {
        List<String> words = Words.of(phrase);
        List<Entry<T>> entries = byFirst.computeIfAbsent(words.get(0), any -> new ArrayList<>());
        entries.add(new Entry<>(words, value));
        entries.sort((one, other) -> other.words.size() - one.words.size());
    }

    /** All values of phrases that begin at a word and are as long as the longest; hyphens between the words do not count. */
    List<Hit<T>> allAt(List<String> words, int start) {
        List<Hit<T>> hits = new ArrayList<>();
        int longest = 0;
        for (Entry<T> entry : byFirst.getOrDefault(words.get(start), List.of())) {
            if (hits.isEmpty() || longest == entry.words.size()) {
                int end = endOf(entry.words, words, start);
                if (end > start) {
                    hits.add(new Hit<>(end - start, entry.value));
                    longest = entry.words.size();
                }
            }
        }
        return hits;
    }

    /** Behind the phrase's last word, or the start where it does not stand there. */
    private static int endOf(List<String> phrase, List<String> words, int start) {
        int at = start;
        for (String word : phrase) {
            boolean hyphen = at > start && at < words.size() && words.get(at).equals("-") && !word.equals("-");
            at += hyphen ? 1 : 0;
            if (at >= words.size() || !words.get(at).equals(word)) {
                return start;
            }
            at++;
        }
        return at;
    }
}
