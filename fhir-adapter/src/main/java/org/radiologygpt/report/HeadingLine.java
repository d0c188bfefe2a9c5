package org.radiologygpt.report;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.report.HeadingTable.Form;
import org.radiologygpt.report.HeadingTable.Hit;

/**
 * Decides whether a line begins with a heading. A heading's words inside a sentence are none: what is not capitalised
 * as a heading must stand where a sentence may begin.
 */
final class HeadingLine {

    /**
     * Where the line stands.
     *
     * @param afterBreak before it: nothing, a blank line, a heading, an ignored line, or the end of a sentence
     * @param beforeText the next line is not blank
     */
    record Context(boolean afterBreak, boolean beforeText) {}

    /**
     * A heading at the beginning of a line.
     *
     * @param end where the heading with its colon and decoration ends and the text begins
     */
    record Found(SectionKind kind, int end) {}

    private static final Pattern DECORATION = Pattern.compile("[\\s\\u00a0*_=#>~<\\[•-]*+");
    /** Colon or dash, after at most one bracket as in {@code FINDINGS (CT):}; the bracket stays with the text. */
    private static final Pattern COLON = Pattern.compile(
            "[\\s\\u00a0*_]{0,3}(?:#?\\d{1,2}\\s?)?(?<bracket>\\([^)\\n]{0,60}\\)\\s{0,2})?(?::[-*_=]*+|[-–—](?=\\s|$)|\\*{2,}+)");

    private static final Pattern CLOSING = Pattern.compile("[\\s\\u00a0*_=#<~>\\]:.–—-]*+");
    private static final Pattern SENTENCE_START =
            Pattern.compile("[\\s\\u00a0]+(?:\\p{Lu}\\p{Ll}|\\d|A \\p{Ll}|(?<word>\\p{Lu}{2,6})\\s\\S*\\p{Ll})");
    private static final Set<String> WORDS_WITHIN_A_SENTENCE = Set.of(
            "ARE", "OF", "IS", "AND", "IN", "FROM", "WITH", "WAS", "WERE", "ON", "TO", "FOR", "OR", "BY", "AT", "HAS",
            "HAVE", "MAY", "WILL", "THAT", "THIS", "AS", "WHICH", "SHOW", "SHOWS");

    private final HeadingTable table;

    HeadingLine(HeadingTable table) {
        this.table = table;
    }

    Optional<Found> find(String line, Context context) {
        Matcher decoration = DECORATION.matcher(line);
        int start = decoration.lookingAt() ? decoration.end() : 0;
        return table.at(line, start).flatMap(hit -> found(line, hit, context, start));
    }

    private Optional<Found> found(String line, Hit hit, Context context, int decorated) {
        Matcher closing = CLOSING.matcher(line).region(hit.end(), line.length());
        if (closing.matches()) {
            return alone(line, hit, context)
                    ? Optional.of(new Found(hit.heading().kind(), line.length()))
                    : Optional.empty();
        }
        if (hit.heading().form() == Form.TITLE) {
            return Optional.empty();
        }
        Matcher colon = COLON.matcher(line).region(hit.end(), line.length()).useAnchoringBounds(true);
        if (colon.lookingAt()) {
            int end = colon.group("bracket") == null ? colon.end() : colon.start("bracket");
            return capital(line, hit) || context.afterBreak()
                    ? Optional.of(new Found(hit.heading().kind(), end))
                    : Optional.empty();
        }
        return hit.heading().form() == Form.LINE && beforeText(line, hit)
                ? Optional.of(new Found(hit.heading().kind(), hit.end()))
                : Optional.empty();
    }

    /** On a line of its own. Without a colon it may be the last word of a wrapped paragraph. */
    private static boolean alone(String line, Hit hit, Context context) {
        String rest = line.substring(hit.end());
        boolean marked = rest.contains(":")
                || rest.contains("**")
                || line.substring(0, hit.start()).contains("**");
        if (rest.contains(".") && !rest.contains(":")) {
            return false;
        }
        if (marked) {
            return capital(line, hit) || context.afterBreak();
        }
        return hit.heading().form() != Form.COLON
                && (context.afterBreak() || capital(line, hit) && context.beforeText());
    }

    /** {@code IMPRESSION Normal chest}: in capitals, and what follows begins a sentence. */
    private static boolean beforeText(String line, Hit hit) {
        Matcher sentence = SENTENCE_START.matcher(line).region(hit.end(), line.length());
        return line.substring(hit.start(), hit.end()).chars().noneMatch(Character::isLowerCase)
                && sentence.lookingAt()
                && (sentence.group("word") == null || !WORDS_WITHIN_A_SENTENCE.contains(sentence.group("word")));
    }

    private static boolean capital(String line, Hit hit) {
        return Character.isUpperCase(line.charAt(hit.start()));
    }
}
