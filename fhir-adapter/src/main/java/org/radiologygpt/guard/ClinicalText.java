package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text of a report read for the guards: its sentences, and the terms in them with polarity and side, which are read when
 * first asked for. Belongs to one thread.
 */
final class ClinicalText {
    private final List<Sentence> sentences;
    private Optional<List<Mention>> mentions = Optional.empty();

    ClinicalText(List<Sentence> sentences) {
        this.sentences = List.copyOf(sentences);
    }

    static ClinicalText of(String text) {
        return new ClinicalText(Sentence.of(text));
    }

    /** In order. */
    List<Sentence> sentences() {
        return sentences;
    }

    /** In order. */
    List<Mention> mentions() {
        if (mentions.isEmpty()) {
            mentions = Optional.of(read());
        }
        return mentions.get();
    }

    private List<Mention> read() {
        List<Mention> read = new ArrayList<>();
        for (int number = 0; number < sentences.size(); number++) {
            read.addAll(new SentenceReader(sentences.get(number), number, Lexicon.STANDARD).mentions());
        }
        return List.copyOf(read);
    }

    /** Mentions of a term, of its kinds and of what it is a kind of. */
    List<Mention> kinOf(Term term) {
        return mentions().stream().filter(mention -> mention.term().isKin(term)).toList();
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
