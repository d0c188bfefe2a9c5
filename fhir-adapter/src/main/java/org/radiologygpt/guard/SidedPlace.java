package org.radiologygpt.guard;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.radiologygpt.draft.TextSpan;

/** Where a text says of which side something is: from the nearest word of its sides to the term, or the other way. */
final class SidedPlace {
    private SidedPlace() {}

    static TextSpan of(Mention mention, ClinicalText text) {
        Sentence sentence = text.sentenceOf(mention);
        List<String> words = sentence.words();
        return IntStream.range(0, words.size())
                .filter(index -> !Collections.disjoint(SideWords.of(words, index), mention.sides()))
                .mapToObj(index -> hull(mention.place(), sentence.place(index, index + 1)))
                .min((one, other) -> Integer.compare(one.end() - one.start(), other.end() - other.start()))
                .orElse(mention.place());
    }

    private static TextSpan hull(TextSpan one, TextSpan other) {
        return new TextSpan(Math.min(one.start(), other.start()), Math.max(one.end(), other.end()));
    }
}
