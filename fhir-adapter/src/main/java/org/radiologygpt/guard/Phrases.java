package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The longest phrase that begins at a word. */
    Optional<Hit<T>> at(List<String> words, int start) {
        for (Entry<T> entry : byFirst.getOrDefault(words.get(start), List.of())) {
            int end = start + entry.words.size();
            if (end <= words.size() && words.subList(start, end).equals(entry.words)) {
                return Optional.of(new Hit<>(entry.words.size(), entry.value));
            }
        }
        return Optional.empty();
    }

    /** All values of phrases that begin at a word and are as long as the longest. */
    List<Hit<T>> allAt(List<String> words, int start) {
        List<Hit<T>> hits = new ArrayList<>();
        for (Entry<T> entry : byFirst.getOrDefault(words.get(start), List.of())) {
            int end = start + entry.words.size();
            boolean longest = hits.isEmpty() || hits.get(0).length() == entry.words.size();
            if (longest && end <= words.size() && words.subList(start, end).equals(entry.words)) {
                hits.add(new Hit<>(entry.words.size(), entry.value));
            }
        }
        return hits;
    }
}
