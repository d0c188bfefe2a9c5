package org.radiologygpt.deid;

import java.util.Set;

/** What stands beside a known name that is also a word of reports, and tells which of both is meant. */
final class KnownContext {
    /** Right before a person, a colon or a slash between. */
    private static final Set<String> CUES = Set.of(
            "by",
            "with",
            "w",
            "from",
            "to",
            "per",
            "notified",
            "informed",
            "told",
            "paged",
            "called",
            "signed",
            "staff",
            "read",
            "tech",
            "technologist",
            "fellow",
            "resident",
            "attending",
            "physician",
            "provider",
            "referring",
            "ordering",
            "requesting",
            "radiologist",
            "sonographer",
            "nurse",
            "patient",
            "pt",
            "husband",
            "wife",
            "spouse",
            "partner",
            "son",
            "daughter",
            "mother",
            "father",
            "parent",
            "parents",
            "brother",
            "sister",
            "guardian",
            "caregiver",
            "niece",
            "nephew",
            "aunt",
            "uncle",
            "grandson",
            "granddaughter",
            "name",
            "cc",
            "re",
            "distribution",
            "surgeon",
            "doctor",
            "dr",
            "supervising",
            "attn",
            "attention",
            "dear",
            "thank",
            "thanks",
            "via",
            "md",
            "do",
            "rn",
            "pa");
    /** Cues that are also ordinary prepositions: a device or a sign may follow. */
    private static final Set<String> PREPOSITIONS = Set.of("with", "w", "from", "to", "by", "per", "do");

    /** What only a person does. */
    private static final Set<String> DEEDS = Set.of(
            "aware",
            "spoke",
            "notified",
            "acknowledged",
            "agreed",
            "agrees",
            "concurs",
            "verbalized",
            "informed",
            "denies",
            "reports",
            "states",
            "complains",
            "md",
            "mbbs",
            "rn",
            "np",
            "wrote",
            "saw",
            "sees",
            "requests",
            "requested",
            "asks",
            "asked",
            "operated",
            "wants",
            "prefers",
            "recommends",
            "thinks",
            "feels",
            "dictated",
            "signed",
            "consented",
            "phoned",
            "telephoned",
            "said",
            "stated",
            "transcribed",
            "interpreted",
            "supervised",
            "authenticated",
            "reviewed",
            "accompanied",
            "lives",
            "resides",
            "works");
    /** Behind these and {@code of} stands somebody. */
    private static final Set<String> OF_SOMEBODY = Set.of(
            "care",
            "request",
            "behalf",
            "courtesy",
            "service",
            "office",
            "attention",
            "practice",
            "supervision",
            "direction",
            "name",
            "patient",
            "referral",
            "note",
            "secretary",
            "nurse",
            "clinic",
            "team",
            "report");

    private static final Set<String> TOLD = Set.of("notified", "informed", "called", "paged", "contacted", "told");
    /** Behind a device or a sign. */
    private static final Set<String> PLACED = Set.of("in", "is", "has", "at", "within", "was", "remains", "overlying");

    /** Called by their inventor alone: {@code the Foley}, {@code for Crohn}. */
    private static final Set<String> BARE = Set.of(
            "foley",
            "swan",
            "hickman",
            "broviac",
            "quinton",
            "graves",
            "crohn",
            "paget",
            "hodgkin",
            "baker",
            "port",
            "doppler",
            "valsalva",
            "bell",
            "brown",
            "gray",
            "grey",
            "white",
            "may",
            "march",
            "april",
            "august",
            "june",
            "will",
            "long");

    /** Figures of a date written as one number. */
    private static final int STAMP = 8;

    private KnownContext() {}

    /**
     * True for a capital letter in the middle of a sentence, as {@code at the request of Harris}: no noun behind, and small
     * letters before.
     */
    static boolean isCapitalWithin(Text text, int start, int last) {
        Token name = text.tokens().get(last);
        return start > 0
                && !name.isCapitals()
                && !BARE.contains(name.folded())
                && !text.tokens().get(start - 1).isCapitalised()
                && text.tokens().get(start - 1).isWord()
                && text.before(start).isBlank()
                && !text.before(start).contains("\n\n")
                && !headsNoun(text, last)
                && !isEponymHead(text, last);
    }

    private static boolean isEponymHead(Text text, int last) {
        int head = last + 1;
        if (head + 1 < text.tokens().size() && text.tokens().get(head).folded().equals("s")) {
            head++;
        }
        return head < text.tokens().size()
                && text.behind(head - 1).length() <= 2
                && WordKind.inContext(text.tokens().get(head).folded()) == WordKind.EPONYM_HEAD;
    }

    /** True where the words around {@code start..last} say that a person is meant. */
    static boolean isPerson(Text text, int start, int last) {
        return NameContext.titled(text, start)
                || NameContext.credentialed(text, last)
                || cued(text, start, last)
                || owns(text, start, last)
                || acts(text, last)
                || signs(text, start, last);
    }

    /** {@code White's office}, {@code Good's patient}; not {@code Baker's cyst}, {@code Paget's disease}. */
    private static boolean owns(Text text, int start, int last) {
        int letter = last + 1;
        boolean possessive = letter + 1 < text.tokens().size()
                && text.tokens().get(letter).folded().equals("s")
                && NameGaps.hasApostrophe(text.behind(last))
                && text.behind(last).length() == 1;
        return possessive
                && !(Vocabulary.isEponym(text.tokens().get(last).folded())
                        && Vocabulary.isReportWord(text.tokens().get(letter + 1).folded())
                        && !OF_SOMEBODY.contains(text.tokens().get(letter + 1).folded()))
                && WordKind.inContext(text.tokens().get(letter + 1).folded()) != WordKind.EPONYM_HEAD;
    }

    /** {@code -- Harris}, and {@code Lewis 3/4/2024} or {@code Lewis 20240304} at the beginning of a line. */
    private static boolean signs(Text text, int start, int last) {
        String before = text.before(start);
        boolean dated = last + 1 < text.tokens().size()
                && !text.tokens().get(last + 1).isWord()
                && text.behind(last).equals(" ")
                && (text.behind(last + 1).matches("[/:.-]")
                        || text.tokens().get(last + 1).raw().length() >= STAMP);
        return before.endsWith("-- ") || before.endsWith("--") || dated && before.endsWith("\n");
    }

    private static boolean cued(Text text, int start, int last) {
        if (start == 0 || headsNoun(text, last)) {
            return false;
        }
        String gap = text.before(start);
        String before = text.tokens().get(start - 1).folded();
        boolean label = gap.indexOf(':') >= 0;
        if (!joins(gap) || !isCue(text, start - 1, before)) {
            return false;
        }
        return label || !PREPOSITIONS.contains(before) || !isPlaced(text, last);
    }

    private static boolean isCue(Text text, int index, String word) {
        return CUES.contains(word)
                || word.equals("of")
                        && index > 0
                        && OF_SOMEBODY.contains(text.tokens().get(index - 1).folded());
    }

    /** {@code with Foley in place}. */
    private static boolean isPlaced(Text text, int last) {
        return last + 1 < text.tokens().size()
                && Vocabulary.isEponym(text.tokens().get(last).folded())
                && text.behind(last).isBlank()
                && PLACED.contains(text.tokens().get(last + 1).folded());
    }

    private static boolean joins(String gap) {
        return gap.length() <= 5 && !gap.isEmpty() && gap.indexOf('.') < 0 && gap.indexOf(';') < 0;
    }

    private static boolean acts(Text text, int last) {
        if (last + 1 >= text.tokens().size()
                || text.behind(last).length() > 2
                || text.behind(last).indexOf('.') >= 0) {
            return false;
        }
        String next = text.tokens().get(last + 1).folded();
        return DEEDS.contains(next)
                || next.equals("was")
                        && last + 2 < text.tokens().size()
                        && TOLD.contains(text.tokens().get(last + 2).folded())
                || next.equals("has")
                        && last + 2 < text.tokens().size()
                        && text.tokens().get(last + 2).folded().equals("had");
    }

    /** {@code White matter}: a word of reports follows right behind. */
    static boolean headsNoun(Text text, int last) {
        if (last + 1 >= text.tokens().size()) {
            return false;
        }
        String gap = text.behind(last);
        String next = text.tokens().get(last + 1).folded();
        return gap.isBlank()
                && !gap.isEmpty()
                && gap.indexOf('\n') < 0
                && next.length() > 2
                && Vocabulary.isReportWord(next)
                && !Vocabulary.isFunctionWord(next)
                && !DEEDS.contains(next);
    }
}
