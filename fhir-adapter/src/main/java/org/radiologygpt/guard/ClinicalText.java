package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A text of a report read for the guards: its sentences and the terms in them with polarity and side.
 *
 * @param sentences in order
 * @param mentions in order
 */
record ClinicalText(List<Sentence> sentences, List<Mention> mentions) {

    static ClinicalText of(String text) {
        List<Sentence> sentences = Sentence.of(text);
        List<Mention> mentions = new ArrayList<>();
        for (int number = 0; number < sentences.size(); number++) {
            mentions.addAll(new SentenceReader(sentences.get(number), number, Lexicon.STANDARD).mentions());
        }
        return new ClinicalText(sentences, List.copyOf(mentions));
    }

    /** Mentions of a term, of its kinds and of what it is a kind of. */
    List<Mention> kinOf(Term term) {
        return mentions.stream().filter(mention -> mention.term().isKin(term)).toList();
    }

    Sentence sentenceOf(Mention mention) {
        return sentences.get(mention.sentence());
    }

    /** All sides that a sentence names. */
    Set<Side> sidesIn(int sentence) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        List<String> words = sentences.get(sentence).words();
        for (int index = 0; index < words.size(); index++) {
            sides.addAll(SideWords.of(words, index));
        }
        return sides;
    }

    /** All sides that the text names anywhere. */
    Set<Side> sides() {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (int number = 0; number < sentences.size(); number++) {
            sides.addAll(sidesIn(number));
        }
        return sides;
    }

    long words() {
        return sentences.stream()
                .flatMap(sentence -> sentence.words().stream())
                .filter(word -> Character.isLetterOrDigit(word.charAt(0)))
                .count();
    }
}
