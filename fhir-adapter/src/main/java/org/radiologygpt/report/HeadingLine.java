package org.radiologygpt.report;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.report.Heading.Form;
import org.radiologygpt.report.HeadingTable.Hit;

/**
 * Decides whether a line begins with a heading. A heading's words inside a sentence are none: what is not capitalised
 * as a heading must stand where a sentence may begin.
 */
final class HeadingLine {

    /**
     * Where the line stands.
     *
     * @param within the section that is open
     * @param afterBreak before it: nothing, a blank line, a heading, an ignored line, or the end of a sentence
     * @param beforeText the next line is not blank
     */
    record Context(SectionKind within, boolean afterBreak, boolean beforeText) {}

    /**
     * A heading at the beginning of a line.
     *
     * @param end where the heading with its colon and decoration ends and the text begins; 0 where the words before
     *     FINDINGS name a part of the body and stay with the text
     */
    record Found(SectionKind kind, int end) {}

    private static final String TAG = "</?[A-Za-z][^<>\\n]{0,40}>";
    /** Colon or dash, after at most one bracket as in {@code FINDINGS (CT):}; the bracket stays with the text. */
    private static final Pattern COLON = Pattern.compile("[\\s\\u00a0*_]{0,3}(?:" + TAG + "){0,2}+(?:#?\\d{1,2}\\s?)?"
            + "(?<bracket>\\([^)\\n]{0,60}\\)\\s{0,2})?"
            + "(?::(?:" + TAG + "|[-*_=])*+|[-–—](?=\\s|$)|\\*{2,}+|(?<=>)\\s)");

    private static final Pattern CLOSING = Pattern.compile("(?:" + TAG + "|[\\s\\u00a0*_=#<~>\\]:.–—-])*+");
    private static final Pattern SENTENCE_START =
            Pattern.compile("[\\s\\u00a0]+(?:\\p{Lu}\\p{Ll}|\\d|A \\p{Ll}|(?<word>\\p{Lu}{2,6})\\s\\S*\\p{Ll})");
    private static final Set<String> WORDS_WITHIN_A_SENTENCE = Set.of(
            "ARE", "OF", "IS", "AND", "IN", "FROM", "WITH", "WAS", "WERE", "ON", "TO", "FOR", "OR", "BY", "AT", "HAS",
            "HAVE", "MAY", "WILL", "THAT", "THIS", "AS", "WHICH", "SHOW", "SHOWS");

    private final HeadingTable table;
    private final StudyWords studies;

    HeadingLine(HeadingTable table, StudyWords studies) {
        this.table = table;
        this.studies = studies;
    }

    Optional<Found> find(String line, Context context) {
        LineStart start = LineStart.of(line);
        if (start.numbered() && context.within() == SectionKind.IMPRESSION) {
            return Optional.empty();
        }
        Optional<Hit> hit = table.at(line, start.end());
        return hit.isPresent()
                ? found(line, hit.get(), context, start.numbered())
                : afterBodyPart(line, context, start.end());
    }

    private Optional<Found> found(String line, Hit hit, Context context, boolean numbered) {
        if (numbered && !capitals(line, hit)) {
            return Optional.empty();
        }
        SectionKind kind = hit.heading().kind();
        if (CLOSING.matcher(line).region(hit.end(), line.length()).matches()) {
            return alone(line, hit, context) ? Optional.of(new Found(kind, line.length())) : Optional.empty();
        }
        if (hit.heading().form() == Form.TITLE) {
            return Optional.empty();
        }
        OptionalInt text = textAfterColon(line, hit);
        if (text.isPresent()) {
            return capital(line, hit) || context.afterBreak()
                    ? Optional.of(new Found(kind, text.getAsInt()))
                    : Optional.empty();
        }
        return !numbered && hit.heading().form() == Form.LINE && beforeText(line, hit)
                ? Optional.of(new Found(kind, hit.end()))
                : Optional.empty();
    }

    /** {@code CT CHEST FINDINGS:}, {@code LUNG FINDINGS:}; inside findings a label that stays where it is. */
    private Optional<Found> afterBodyPart(String line, Context context, int start) {
        return studies.from(line, start)
                .flatMap(run -> table.at(line, Letters.afterBlanks(line, run.end())))
                .filter(hit -> isMain(hit.heading()) && hit.heading().kind() != context.within())
                .filter(hit -> capitals(line, hit) || capital(line, hit) && !isMain(context.within()))
                .filter(hit -> found(line, hit, context, false)
                        .filter(found -> found.end() > hit.end())
                        .isPresent())
                .map(hit -> new Found(hit.heading().kind(), 0));
    }

    /** Where the text begins after the colon of a heading; what names a body part before the colon belongs to the text. */
    private OptionalInt textAfterColon(String line, Hit hit) {
        Matcher colon = COLON.matcher(line).region(hit.end(), line.length()).useAnchoringBounds(true);
        if (colon.lookingAt()) {
            return OptionalInt.of(colon.group("bracket") == null ? colon.end() : colon.start("bracket"));
        }
        int start = Letters.afterBlanks(line, hit.end());
        boolean part = isMain(hit.heading())
                && studies.from(line, start)
                        .filter(run -> line.startsWith(":", Letters.afterBlanks(line, run.end())))
                        .isPresent();
        return part ? OptionalInt.of(start) : OptionalInt.empty();
    }

    /** On a line of its own. Without a colon it may be the last word of a wrapped paragraph. */
    private static boolean alone(String line, Hit hit, Context context) {
        String rest = line.substring(hit.end());
        String before = line.substring(0, hit.start());
        if (rest.contains(".") && !rest.contains(":")) {
            return false;
        }
        if (rest.contains(":") || isMarked(rest) || isMarked(before)) {
            return capital(line, hit) || context.afterBreak();
        }
        return hit.heading().form() != Form.COLON
                && (context.afterBreak() || capital(line, hit) && context.beforeText());
    }

    private static boolean isMarked(String dress) {
        return dress.contains("**") || dress.contains("##") || dress.contains("<");
    }

    /** {@code IMPRESSION Normal chest}: in capitals, and what follows begins a sentence. */
    private static boolean beforeText(String line, Hit hit) {
        Matcher sentence = SENTENCE_START.matcher(line).region(hit.end(), line.length());
        return capitals(line, hit)
                && sentence.lookingAt()
                && (sentence.group("word") == null || !WORDS_WITHIN_A_SENTENCE.contains(sentence.group("word")));
    }

    private static boolean isMain(Heading heading) {
        return heading.form() == Form.LINE && isMain(heading.kind());
    }

    private static boolean isMain(SectionKind kind) {
        return kind == SectionKind.FINDINGS || kind == SectionKind.IMPRESSION;
    }

    private static boolean capital(String line, Hit hit) {
        return Character.isUpperCase(line.charAt(hit.start()));
    }

    private static boolean capitals(String line, Hit hit) {
        return line.substring(hit.start(), hit.end()).chars().noneMatch(Character::isLowerCase);
    }
}
