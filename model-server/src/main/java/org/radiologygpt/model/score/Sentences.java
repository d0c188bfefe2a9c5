package org.radiologygpt.model.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a text's sentences lie, blanks around them left out. A sentence ends at a line break, and at {@code .}, {@code !}
 * or {@code ?} before a blank, unless the dot belongs to an abbreviation or to the number of a list's item.
 *
 * <p>It is a rule of thumb: an abbreviation that is not in the table ends a sentence, and one that is never does.
 */
final class Sentences {
    private static final Set<String> ABBREVIATIONS = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "vs", "approx", "ca", "cf", "e.g", "i.e", "al", "fig", "figs",
            "incl", "resp", "a.m", "p.m", "ser", "im", "seq", "dept", "z.b", "d.h", "bzw", "ggf");

    /** Abbreviations before a number only: "No fracture, no." is a sentence, "no. 3" is none. */
    private static final Set<String> BEFORE_NUMBERS = Set.of("no", "nos", "nr");

    private static final String CLOSING = "\"')]}\u201d\u2019\u00bb";

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private int start;

    private Sentences(String text) {
        this.text = text;
    }

    static List<Span> of(String text) {
        Sentences sentences = new Sentences(text);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                sentences.end(i);
            } else if (sentences.ends(i)) {
                sentences.end(i + 1);
            }
        }
        sentences.end(text.length());
        return sentences.spans;
    }

    /** Ends the sentence before a place; nothing but blanks is none. */
    private void end(int place) {
        int from = start;
        int to = place;
        while (from < to && blank(from)) {
            from++;
        }
        while (to > from && blank(to - 1)) {
            to--;
        }
        if (from < to) {
            spans.add(new Span(from, to));
        }
        start = place;
    }

    /** Whether a sentence ends with this character: its mark, or what closes after its mark. */
    private boolean ends(int i) {
        if (i + 1 < text.length() && !blank(i + 1)) {
            return false;
        }
        int mark = i;
        while (mark > start && CLOSING.indexOf(text.charAt(mark)) >= 0) {
            mark--;
        }
        return switch (text.charAt(mark)) {
            case '!', '?', '\u2026' -> true;
            case '.' -> !abbreviates(mark);
            default -> false;
        };
    }

    private boolean abbreviates(int dot) {
        int from = dot;
        while (from > start && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        String word = text.substring(from, dot).toLowerCase(Locale.ROOT);
        return ABBREVIATIONS.contains(word)
                || BEFORE_NUMBERS.contains(word) && digitAfterBlanks(dot + 1)
                || item(from, dot);
    }

    /** "2." at the beginning of a sentence with more after it. */
    private boolean item(int from, int dot) {
        boolean first = text.substring(start, from).isBlank();
        return first
                && from < dot
                && text.substring(from, dot).chars().allMatch(Character::isDigit)
                && !restOfLine(dot + 1).isBlank();
    }

    private String restOfLine(int from) {
        int to = text.indexOf('\n', from);
        return text.substring(Math.min(from, text.length()), to < 0 ? text.length() : to);
    }

    private boolean digitAfterBlanks(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i < text.length() && Character.isDigit(text.charAt(i));
    }

    private boolean blank(int i) {
        return Character.isWhitespace(text.charAt(i)) || Character.isSpaceChar(text.charAt(i));
    }
}
