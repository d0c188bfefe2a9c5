package org.radiologygpt.deid;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** What the tagger of names sees of each token of one text. */
final class NameFeatures {

    /** What a feature is about; its two values are ordinals as the names say. */
    enum Template {
        KIND_SHAPE,
        ROLE_SHAPE,
        BEFORE_GAP,
        BEHIND_GAP,
        KIND_BEFORE,
        KIND_BEHIND,
        BEFORE_BEFORE,
        BEHIND_BEHIND,
        AROUND,
        KIND_LABELS,
        KIND_PLACE,
        KIND_LINE,
        KIND_GAP_BEFORE,
        KIND_GAP_BEHIND,
        KIND_CAPITALS,
        NEAREST_LEFT,
        NEAREST_RIGHT,
        KIND_LIST_BEHIND,
        KIND_LIST_BEFORE
    }

    private static final int NEAR = 5;
    private static final int LONG_ABBREVIATION = 4;
    private static final double NAMELIKE = 1.2;
    private static final double WORDLIKE = -1.2;
    private static final int LETTERS_OF_A_CASE = 4;

    private final String value;
    private final List<Token> tokens;
    private final WordKind[] kinds;
    private final WordKind[] roles;
    private final Gap[] before;
    private final int[] lines;
    private final LetterCase[] cases;
    private final WordKind[] heads;

    NameFeatures(Text text, ToIntFunction<Token> lists, ToDoubleFunction<String> likeness) {
        value = text.value();
        tokens = text.tokens();
        int count = tokens.size();
        kinds = new WordKind[count];
        roles = new WordKind[count];
        before = new Gap[count];
        lines = new int[count];
        for (int i = 0; i < count; i++) {
            before[i] = i == 0
                    ? Gap.BREAK
                    : Gap.of(value, tokens.get(i - 1).end(), tokens.get(i).start());
            lines[i] = i == 0 ? 0 : lines[i - 1] + (endsLine(i) ? 1 : 0);
        }
        int lineCount = count == 0 ? 0 : lines[count - 1] + 1;
        cases = LetterCase.ofLines(tokens, lines, lineCount);
        heads = new WordKind[lineCount];
        for (int i = 0; i < count; i++) {
            describe(i, lists, likeness);
        }
    }

    /** True where a line ends before a token, whatever else stands there. */
    private boolean endsLine(int i) {
        if (before[i].endsLine()) {
            return true;
        }
        for (int at = tokens.get(i - 1).end(); at < tokens.get(i).start(); at++) {
            if (value.charAt(at) == '\n') {
                return true;
            }
        }
        return false;
    }

    private void describe(int i, ToIntFunction<Token> lists, ToDoubleFunction<String> likeness) {
        Token token = tokens.get(i);
        kinds[i] = kind(token, lists, likeness, cases[lines[i]]);
        WordKind role = token.word().part();
        roles[i] = role == WordKind.NONE ? kinds[i] : role;
        if (heads[lines[i]] == null || i > 0 && lines[i - 1] == lines[i] && before[i] == Gap.COLON && i < 3) {
            heads[lines[i]] = roles[i];
        }
    }

    private static WordKind kind(
            Token token, ToIntFunction<Token> lists, ToDoubleFunction<String> likeness, LetterCase line) {
        if (!token.isWord()) {
            return WordKind.NUMBER;
        }
        if (token.folded().length() == 1) {
            return WordKind.INITIAL;
        }
        WordKind listed = WordKind.listed(lists.applyAsInt(token));
        if (listed != WordKind.NONE) {
            return listed;
        }
        if (line == LetterCase.MIXED && token.folded().length() <= LONG_ABBREVIATION && token.isCapitals()) {
            return WordKind.ABBREVIATION;
        }
        double score = likeness.applyAsDouble(token.folded());
        return score > NAMELIKE ? WordKind.NAMELIKE : score < WORDLIKE ? WordKind.WORDLIKE : WordKind.UNCLEAR;
    }

    int size() {
        return tokens.size();
    }

    /** True where a token may be (part of) a name at all. */
    boolean isCandidate(int i) {
        Token token = tokens.get(i);
        if (!token.isWord()
                || token.folded().length() < 2
                || roles[i] == WordKind.TITLE
                || roles[i] == WordKind.LABEL) {
            return false;
        }
        return switch (cases[lines[i]]) {
            case MIXED -> token.isCapitalised();
            case UPPER, LOWER -> kinds[i] != WordKind.FUNCTION;
        };
    }

    WordKind kind(int i) {
        return kinds[i];
    }

    WordKind role(int i) {
        return i < 0 || i >= roles.length ? WordKind.NONE : roles[i];
    }

    Gap before(int i) {
        return i >= before.length ? Gap.BREAK : before[i];
    }

    LetterCase letterCase(int i) {
        return cases[lines[i]];
    }

    /**
     * Puts the features of a token where {@link NameModel} has their weights.
     *
     * @param label given to the token before
     * @param labelBefore given to the one before that
     * @param seen one place for each {@link Template}
     */
    void of(int i, int label, int labelBefore, int[] seen) {
        int kind = kinds[i].ordinal();
        int left = role(i - 1).ordinal();
        int right = role(i + 1).ordinal();
        Gap gapLeft = before[i];
        Gap gapRight = before(i + 1);
        int shape = shape(i);
        see(seen, Template.KIND_SHAPE, kind, shape);
        see(seen, Template.ROLE_SHAPE, roles[i].ordinal(), shape);
        see(seen, Template.BEFORE_GAP, left, gapLeft.ordinal());
        see(seen, Template.BEHIND_GAP, right, gapRight.ordinal());
        see(seen, Template.KIND_BEFORE, kind, left);
        see(seen, Template.KIND_BEHIND, kind, right);
        see(seen, Template.BEFORE_BEFORE, left, role(i - 2).ordinal());
        see(seen, Template.BEHIND_BEHIND, right, role(i + 2).ordinal());
        see(seen, Template.AROUND, left, right);
        see(seen, Template.KIND_LABELS, kind, label * 3 + labelBefore + 9 * glue(gapLeft));
        see(seen, Template.KIND_PLACE, kind, place(i));
        see(seen, Template.KIND_LINE, kind, heads[lines[i]].ordinal());
        see(seen, Template.KIND_GAP_BEFORE, kind, gapLeft.ordinal());
        see(seen, Template.KIND_GAP_BEHIND, kind, gapRight.ordinal());
        see(seen, Template.KIND_CAPITALS, kind, capitals(i - 1) * 9 + capitals(i + 1) * 3 + cases[lines[i]].ordinal());
        see(seen, Template.NEAREST_LEFT, nearest(i, -1), 0);
        see(seen, Template.NEAREST_RIGHT, nearest(i, 1), 0);
        see(seen, Template.KIND_LIST_BEHIND, kind, i + 1 < kinds.length ? kinds[i + 1].ordinal() : 0);
        see(seen, Template.KIND_LIST_BEFORE, kind, i > 0 ? kinds[i - 1].ordinal() : 0);
    }

    private static void see(int[] seen, Template template, int first, int second) {
        seen[template.ordinal()] = NameModel.index(template, first, second);
    }

    private static int glue(Gap gap) {
        return switch (gap) {
            case SPACE, HYPHEN, APOSTROPHE, PERIOD -> 0;
            case COMMA, CARET -> 1;
            case BREAK -> 2;
            default -> 3;
        };
    }

    private int shape(int i) {
        Token token = tokens.get(i);
        String raw = token.raw();
        int form;
        if (!token.isCapitalised()) {
            form = 0;
        } else if (token.isCapitals()) {
            form = 1;
        } else {
            form = isSmall(raw, 1) ? 2 : 3;
        }
        int length = raw.length() < 4 ? 0 : raw.length() < 8 ? 1 : 2;
        return (form * 3 + length) * 3 + cases[lines[i]].ordinal();
    }

    private static boolean isSmall(String raw, int from) {
        for (int at = from; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c >= 128) {
                return raw.substring(from).equals(raw.substring(from).toLowerCase(Locale.ROOT));
            }
            if (c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    /** Where in its line, and in its text. */
    private int place(int i) {
        int lineStart = i == 0 || lines[i] != lines[i - 1] ? 1 : before[i].ordinal() >= Gap.COLON.ordinal() ? 2 : 0;
        boolean lineEnd = i + 1 >= tokens.size() || lines[i + 1] != lines[i];
        int start = tokens.get(i).start();
        int zone = start < 200 ? 0 : value.length() - start < 200 ? 2 : 1;
        return (lineStart * 2 + (lineEnd ? 1 : 0)) * 3 + zone;
    }

    private int capitals(int i) {
        if (i < 0 || i >= tokens.size() || !tokens.get(i).isWord()) {
            return 0;
        }
        return tokens.get(i).isCapitalised() ? 2 : 1;
    }

    /** The nearest word of a phrase about people on one side, in the same sentence. */
    private int nearest(int i, int step) {
        for (int far = 1; far <= NEAR; far++) {
            int at = i + step * far;
            if (at < 0 || at >= roles.length || before(step > 0 ? at : at + 1).ordinal() >= Gap.STOP.ordinal()) {
                return 0;
            }
            WordKind role = roles[at];
            if (role.ordinal() < WordKind.STATE.ordinal()
                    && role != WordKind.AND
                    && role != WordKind.OF
                    && role != WordKind.NONE) {
                return role.ordinal();
            }
        }
        return 0;
    }

    /** How the letters of a line are written; one of few letters as the text is. */
    enum LetterCase {
        MIXED,
        UPPER,
        LOWER;

        static LetterCase[] ofLines(List<Token> tokens, int[] lines, int count) {
            int[] upper = new int[count + 1];
            int[] lower = new int[count + 1];
            for (int i = 0; i < tokens.size(); i++) {
                count(tokens.get(i).raw(), upper, lower, lines[i]);
            }
            for (int line = 0; line < count; line++) {
                upper[count] += upper[line];
                lower[count] += lower[line];
            }
            LetterCase whole = of(upper[count], lower[count], MIXED);
            LetterCase[] cases = new LetterCase[count];
            for (int line = 0; line < count; line++) {
                cases[line] = whole == LOWER ? LOWER : of(upper[line], lower[line], whole);
                cases[line] = cases[line] == LOWER && whole != LOWER ? MIXED : cases[line];
            }
            return cases;
        }

        private static void count(String raw, int[] upper, int[] lower, int line) {
            for (int at = 0; at < raw.length(); at++) {
                char c = raw.charAt(at);
                upper[line] += Character.isUpperCase(c) ? 1 : 0;
                lower[line] += Character.isLowerCase(c) ? 1 : 0;
            }
        }

        private static LetterCase of(int upper, int lower, LetterCase few) {
            if (upper + lower < LETTERS_OF_A_CASE) {
                return few;
            }
            if (lower * 20 <= upper) {
                return UPPER;
            }
            return upper * 100 <= lower ? LOWER : MIXED;
        }
    }
}
