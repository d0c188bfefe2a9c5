package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of a report.
 *
 * @param text as written
 * @param words as compared, punctuation marks among them
 */
record Sentence(String text, List<String> words) {
    private static final Pattern END = Pattern.compile(
            "(?<=[.!?])(?<!\\b(?:Dr|Mr|Mrs|Ms|No|vs|approx|e\\.g|i\\.e|St|cf)\\.)(?<!\\d\\.)\\s+|(?<=\\d\\.)\\s+(?=\\p{Lu}\\p{Ll}|$)|;\\s*|\\n\\s*\\n|\\n(?=\\s*(?:[-*•]|\\d{1,2}[.)]\\s))|(?<=[.:])\\s*\\n|\\n(?=\\s*\\p{Lu}[\\p{L} ]{2,30}:)|(?<=\\p{Ll}\\.)(?=\\p{Lu}\\p{Ll})");
    private static final Pattern NUMBERING = Pattern.compile("^\\s*(?:[-*•]|\\(?\\d{1,2}[.)](?!\\d))\\s*");

    static List<Sentence> of(String text) {
        List<Sentence> sentences = new ArrayList<>();
        for (String part : END.split(text)) {
            Matcher numbering = NUMBERING.matcher(part);
            String sentence = numbering.replaceFirst("").strip().replaceAll("\\s+", " ");
            if (sentence.chars().anyMatch(Character::isLetterOrDigit)) {
                sentences.add(new Sentence(sentence, List.copyOf(Words.of(sentence))));
            }
        }
        return sentences;
    }
}
