package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.draft.TextSpan;

/**
 * A sentence of a report.
 *
 * @param text as written, white space narrowed to one blank
 * @param words as compared, punctuation marks among them
 * @param places of the words in the whole text
 */
record Sentence(String text, List<String> words, List<TextSpan> places) {
    static final Pattern END = Pattern.compile(
            "(?<=[.!?])(?<!\\b(?:Dr|Mr|Mrs|Ms|No|vs|approx|e\\.g|i\\.e|St|cf)\\.)(?<!\\d\\.)\\s+|(?<=\\d\\.)\\s+(?=\\p{Lu}\\p{Ll}|$)|;\\s*|\\n\\s*\\n|\\n(?=\\s*(?:[-*•]|\\d{1,2}[.)]\\s))|(?<=[.:])\\s*\\n|\\n(?=\\s*\\p{Lu}[\\p{L} ]{2,30}:)|(?<=\\p{Ll}\\.)(?=\\p{Lu}\\p{Ll})");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBERING = Pattern.compile("\\s*(?:[-*•]|\\(?\\d{1,2}[.)](?!\\d))\\s*");

    static List<Sentence> of(String text) {
        List<Sentence> sentences = new ArrayList<>();
        Matcher end = END.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            boolean ends = mayEnd(text, at) && end.region(at, text.length()).lookingAt();
            if (ends) {
                add(text, start, at, sentences);
                start = end.end();
            }
            at = Math.max(at + 1, start);
        }
        add(text, start, text.length(), sentences);
        return List.copyOf(sentences);
    }

    /** Whether an end can begin here at all: asked first, as the pattern is slow to say no. */
    private static boolean mayEnd(String text, int at) {
        char here = text.charAt(at);
        return here == ';' || here == '\n' || at > 0 && ".!?:".indexOf(text.charAt(at - 1)) >= 0;
    }

    static void add(String text, int from, int to, List<Sentence> sentences) {
        Matcher numbering = NUMBERING.matcher(text).region(from, to);
        int start = numbering.lookingAt() ? numbering.end() : from;
        String raw = text.substring(start, to);
        if (raw.chars().anyMatch(Character::isLetterOrDigit)) {
            List<String> words = new ArrayList<>();
            List<TextSpan> places = new ArrayList<>();
            Words.read(raw, (word, at) -> {
                words.add(Words.normal(word));
                places.add(new TextSpan(start + at, start + at + word.length()));
            });
            sentences.add(
                    new Sentence(BLANKS.matcher(raw.strip()).replaceAll(" "), List.copyOf(words), List.copyOf(places)));
        }
    }

    /** Whether the sentence affirms, denies or doubts what words of it name. */
    Mention.Polarity polarity(int firstWord, int behindLast) {
        return new PolarityReader(words, new Triggers(words, Lexicon.STANDARD)).polarity(firstWord, behindLast);
    }

    /** All words of size and age, whatever they belong to. */
    Set<Quality> qualities() {
        Set<Quality> qualities = EnumSet.noneOf(Quality.class);
        for (int index = 0; index < words.size(); index++) {
            Lexicon.STANDARD.qualitiesAt(words, index).forEach(hit -> hit.value()
                    .ifPresent(qualities::add));
        }
        return qualities;
    }

    /** Where words of the sentence stand in the whole text. */
    TextSpan place(int firstWord, int behindLast) {
        return new TextSpan(
                places.get(firstWord).start(), places.get(behindLast - 1).end());
    }

    /** Where the sentence stands in the whole text. */
    TextSpan place() {
        return place(0, words.size());
    }
}
