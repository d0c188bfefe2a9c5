package org.radiologygpt.trainer.evaluate;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What comes first in a text or in a list of texts. */
final class Leading {
    private Leading() {}

    /** The first sentences, or the whole text where it has fewer. */
    static String sentences(String text, int count) {
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        ends.setText(text);
        int end = ends.next(count);
        return text.substring(0, end == BreakIterator.DONE ? text.length() : end)
                .strip();
    }

    /** The text that occurs most often; of equals the first in the alphabet. */
    static String mostFrequent(List<String> texts) {
        TreeMap<String, Long> counts = texts.stream()
                .map(String::strip)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
