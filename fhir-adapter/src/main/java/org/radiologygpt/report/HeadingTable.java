package org.radiologygpt.report;

import java.util.List;
import java.util.Optional;

/** Headings of one source: those of its languages and its own, and where one of them stands in a line. */
final class HeadingTable {

    /**
     * A candidate in a line.
     *
     * @param start first character of the phrase
     * @param end one after its last character
     */
    record Hit(Heading heading, int start, int end) {}

    private static final String SENTENCE_ENDS = ".!?:;)]";

    private final PhraseTree<Heading> phrases = new PhraseTree<>();

    private HeadingTable() {}

    /** Shipped tables of some languages, and a source's own headings, which go before them. */
    static HeadingTable of(List<Language> languages, List<Heading> own) {
        HeadingTable table = new HeadingTable();
        for (int i = languages.size() - 1; i >= 0; i--) {
            languages.get(i).headings().forEach(table::add);
        }
        own.forEach(table::add);
        return table;
    }

    /** A heading that begins exactly at an index of the line. */
    Optional<Hit> at(String line, int from) {
        return phrases.at(line, from).map(match -> new Hit(match.value(), from, match.end()));
    }

    /** The next heading with a colon that follows the end of a sentence, or wide blanks, inside a line. */
    Optional<Hit> inline(String line, int from) {
        int lastColon = line.lastIndexOf(':');
        for (int at = Math.max(from, 2); at < lastColon; at++) {
            if (mayBegin(line, at)) {
                Optional<Hit> hit = at(line, at).filter(found -> hasColon(line, found.end()));
                if (hit.isPresent()) {
                    return hit;
                }
            }
        }
        return Optional.empty();
    }

    private void add(Heading heading) {
        phrases.put(heading.words(), heading);
    }

    private boolean mayBegin(String line, int at) {
        return Letters.isBlank(line.charAt(at - 1))
                && !Letters.isBlank(line.charAt(at))
                && followsABreak(line, at)
                && phrases.mayBegin(line.charAt(at));
    }

    /** After the end of a sentence and one or two blanks, or after three blanks. */
    private static boolean followsABreak(String line, int at) {
        char before = line.charAt(at - 2);
        if (!Letters.isBlank(before)) {
            return SENTENCE_ENDS.indexOf(before) >= 0;
        }
        return at >= 3 && (Letters.isBlank(line.charAt(at - 3)) || SENTENCE_ENDS.indexOf(line.charAt(at - 3)) >= 0);
    }

    private static boolean hasColon(String line, int end) {
        int at = end;
        while (at < line.length() && at < end + 2 && Letters.isBlank(line.charAt(at))) {
            at++;
        }
        return at < line.length() && line.charAt(at) == ':';
    }
}
