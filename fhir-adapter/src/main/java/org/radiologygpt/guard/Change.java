package org.radiologygpt.guard;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a text says of the time since an earlier examination ({@code comparison-words.tsv}). */
enum Change {
    SAME,
    MORE,
    LESS,
    NEW,
    GONE,
    /** Compared, whatever came of it. */
    PRIOR;

    /** What the words do: make a claim, or only make one sound where it stands in a report. */
    private enum Role {
        CLAIM,
        HINT,
        NONE
    }

    record Word(Role role, Change change) {
        boolean isClaim() {
            return role == Role.CLAIM;
        }

        boolean isNone() {
            return role == Role.NONE;
        }
    }

    private static final WordTable<Word> WORDS = WordTable.of(
            GuardTable.rows("comparison-words.tsv").stream(),
            row -> new Word(Role.valueOf(row[0].toUpperCase(Locale.ROOT)), valueOf(row[1].toUpperCase(Locale.ROOT))));

    /** Claims of a draft. */
    static List<WordTable.Hit<Word>> claims(ClinicalText draft) {
        return WORDS.in(draft).stream().filter(hit -> hit.value().isClaim()).toList();
    }

    /** What a report claims or hints at. */
    static Set<Change> in(ClinicalText report) {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        WORDS.in(report).stream()
                .map(WordTable.Hit::value)
                .filter(word -> !word.isNone())
                .forEach(word -> changes.add(word.change()));
        return changes;
    }

    boolean isRise() {
        return this == MORE || this == NEW;
    }

    boolean isFall() {
        return this == LESS || this == GONE;
    }
}
