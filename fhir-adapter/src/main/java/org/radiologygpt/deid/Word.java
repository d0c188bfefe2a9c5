package org.radiologygpt.deid;

import java.util.HashMap;
import java.util.Map;

/**
 * All that our lists say of one word, found by one look for each token of a text.
 *
 * @param lists on which lists it stands, as {@link Lexicon#flags}
 * @param part what it tells about the words beside it, as {@link WordKind#inContext}
 * @param ofReports as {@link Vocabulary#isReportWord}
 */
record Word(int lists, WordKind part, boolean ofReports) {
    /** A word of no list, and a number. */
    static final Word UNLISTED = new Word(0, WordKind.NONE, false);

    private static final PackedWords<Word> LISTED = listed();

    static Word of(String folded) {
        Word listed = LISTED.get(folded, UNLISTED);
        return listed == UNLISTED ? inflected(folded) : listed;
    }

    private static Word inflected(String folded) {
        int lists = Lexicon.inflected(folded);
        boolean ofReports = Vocabulary.isInflected(folded);
        return lists == 0 && !ofReports ? UNLISTED : new Word(lists, WordKind.NONE, ofReports);
    }

    private static PackedWords<Word> listed() {
        Map<String, Word> listed = new HashMap<>();
        Lexicon.all().keySet().forEach(folded -> listed.put(folded, gathered(folded)));
        WordKind.ofContext().forEach(folded -> listed.put(folded, gathered(folded)));
        return new PackedWords<>(listed);
    }

    private static Word gathered(String folded) {
        return new Word(Lexicon.flags(folded), WordKind.inContext(folded), Vocabulary.isReportWord(folded));
    }
}
