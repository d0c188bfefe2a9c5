package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;

/** Reads one sentence: which terms, whether affirmed or negated, on which side, with which qualifiers. */
final class SentenceReader {
    private final Sentence text;
    private final int sentence;
    private final List<Found> found;
    private final PolarityReader polarity;
    private final QualifierReader qualifiers;
    private final QualityReader qualities;
    private final SideReader sides;

    SentenceReader(Sentence sentence, int number, Lexicon lexicon) {
        List<String> words = sentence.words();
        Triggers triggers = new Triggers(words, lexicon);
        this.text = sentence;
        this.sentence = number;
        this.found = terms(words, lexicon);
        this.polarity = new PolarityReader(words, triggers);
        this.qualifiers = new QualifierReader(words, triggers);
        this.qualities = new QualityReader(words, triggers, found, lexicon);
        this.sides = new SideReader(words, triggers, found);
    }

    List<Mention> mentions() {
        return found.stream().map(this::mention).toList();
    }

    private static List<Found> terms(List<String> words, Lexicon lexicon) {
        List<Found> found = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            List<Phrases.Hit<Term>> hits = lexicon.termsAt(words, at);
            int start = at;
            hits.forEach(hit -> found.add(new Found(hit.value(), start, start + hit.length())));
            at += hits.isEmpty() ? 1 : hits.get(0).length();
        }
        return found;
    }

    private Mention mention(Found at) {
        return new Mention(
                at.term(),
                sentence,
                text.place(at.start(), at.end()),
                polarity.polarity(at),
                sides.sides(at),
                qualifiers.qualifiers(at),
                qualities.qualities(at),
                polarity.isHistorical(at));
    }
}
