package org.radiologygpt.trainer.synthetic;

import java.util.List;

/** Comparison with a prior examination: the letter in the exam files, the impression's words, the findings' words. */
enum Change {
    UNCHANGED(
            'u',
            ", unchanged",
            "[, [not significantly changed|unchanged|stable] [from prior|from the prior study|compared with the prior"
                    + " study|since the prior examination]|, similar to prior|. [No significant change from"
                    + " prior|Unchanged from the prior study|Stable compared with prior]]"),
    INCREASED(
            'i',
            ", increased from prior",
            "[, [increased from prior|increased compared with the prior study|increased since the prior"
                    + " examination|larger than on the prior study|worse compared with the prior study]|. [This has"
                    + " increased|Increased|Interval increase] [from prior|compared with the prior study]]"),
    DECREASED(
            'd',
            ", decreased from prior",
            "[, [decreased from prior|decreased compared with the prior study|decreased since the prior"
                    + " examination|smaller than on the prior study|improved compared with the prior study]|. [This"
                    + " has decreased|Decreased|Interval decrease] [from prior|compared with the prior study]]"),
    NEW(
            'n',
            ", new from prior",
            "[, [new|new finding] [from prior|compared with the prior study|since the prior examination]|, not [seen"
                    + " previously|present on the prior study]|. [This is new|New] [from prior|compared with the"
                    + " prior study]]");

    private final char letter;
    private final String inImpression;
    private final Phrase inFindings;

    Change(char letter, String inImpression, String inFindings) {
        this.letter = letter;
        this.inImpression = inImpression;
        this.inFindings = Phrase.parse(inFindings);
    }

    static List<Change> ofLetters(String letters) {
        return letters.chars().mapToObj(letter -> ofLetter((char) letter)).toList();
    }

    private static Change ofLetter(char letter) {
        for (Change change : values()) {
            if (change.letter == letter) {
                return change;
            }
        }
        throw new IllegalArgumentException("no change has the letter " + letter);
    }

    String inImpression() {
        return inImpression;
    }

    Phrase inFindings() {
        return inFindings;
    }
}
