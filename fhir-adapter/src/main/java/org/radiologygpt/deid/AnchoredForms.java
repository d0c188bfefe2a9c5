package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions, each tried at its {@link Anchor} only, all in one walk over the tokens of a text. What an expression matches
 * never overlaps what it matched before. Thread-safe.
 *
 * @param <T> what an expression stands for
 */
final class AnchoredForms<T> {

    /** Told of every match. */
    interface Found<T> {
        void found(T form, MatchResult match);
    }

    private record Row<T>(int number, Pattern pattern, T form) {}

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int MOST_JOINED = 4;
    private static final int MANY_DIGITS = 6;
    private static final int NEXT = 3;

    private final Map<Anchor.Place, List<Row<T>>> rows = new EnumMap<>(Anchor.Place.class);
    private final Map<String, List<Row<T>>> worded = new HashMap<>();
    private final Map<String, List<Row<T>>> beforeWords = new HashMap<>();
    private int count;

    AnchoredForms() {
        for (Anchor.Place place : Anchor.Place.values()) {
            rows.put(place, new ArrayList<>());
        }
    }

    /** One more expression; it must begin at the anchor. */
    AnchoredForms<T> with(Anchor anchor, Pattern pattern, T form) {
        Row<T> row = new Row<>(count++, pattern, form);
        if (anchor.words().isEmpty()) {
            rows.get(anchor.place()).add(row);
        }
        Map<String, List<Row<T>>> byWord = anchor.place() == Anchor.Place.DIGITS_BEFORE ? beforeWords : worded;
        anchor.words().forEach(word -> byWord.computeIfAbsent(word, any -> new ArrayList<>())
                .add(row));
        return this;
    }

    void find(Text text, Found<T> found) {
        new Walk(text, found).all();
    }

    /** One text. */
    private final class Walk {
        private final String value;
        private final List<Token> tokens;
        private final Found<T> found;
        private final Matcher[] matchers = new Matcher[count];
        private final int[] free = new int[count];

        Walk(Text text, Found<T> found) {
            this.value = text.value();
            this.tokens = text.tokens();
            this.found = found;
        }

        void all() {
            int behind = -1;
            for (int index = 0; index < tokens.size(); index++) {
                Token token = tokens.get(index);
                if (token.start() != behind) {
                    piece(index);
                }
                behind = token.end();
                if (token.isWord()) {
                    tryAll(Anchor.Place.LETTERS, token.start());
                    tryAll(worded.getOrDefault(token.folded(), List.of()), token.start());
                } else {
                    digits(index);
                }
            }
            if (!rows.get(Anchor.Place.LOCAL_PART).isEmpty()) {
                localParts();
            }
        }

        private void piece(int index) {
            tryAll(Anchor.Place.PIECE, tokens.get(index).start());
            if (isNumbered(index)) {
                tryAll(Anchor.Place.NUMBERED, tokens.get(index).start());
            }
        }

        private boolean isNumbered(int first) {
            int index = first;
            while (tokens.get(index).isWord()
                    && index - first < MOST_JOINED
                    && index + 1 < tokens.size()
                    && isJoined(index)) {
                index++;
            }
            return !tokens.get(index).isWord();
        }

        private boolean isJoined(int index) {
            int end = tokens.get(index).end();
            int gap = tokens.get(index + 1).start() - end;
            return gap == 0 || gap == 1 && value.charAt(end) == '-';
        }

        private void digits(int index) {
            int start = tokens.get(index).start();
            char before = start == 0 ? ' ' : value.charAt(start - 1);
            if (before == '(' || before == '+') {
                tryAll(Anchor.Place.DIGITS, start - 1);
            }
            tryAll(Anchor.Place.DIGITS, start);
            if (isFigures(tokens.get(index))) {
                tryAll(Anchor.Place.FIGURES, start);
            }
            for (int next = index + 1; next <= index + NEXT && next < tokens.size() && !beforeWords.isEmpty(); next++) {
                tryAll(beforeWords.getOrDefault(tokens.get(next).folded(), List.of()), start);
            }
        }

        private boolean isFigures(Token token) {
            int end = token.end();
            return end - token.start() >= MANY_DIGITS
                    || end + 1 < value.length()
                            && "-/.:".indexOf(value.charAt(end)) >= 0
                            && Character.isDigit(value.charAt(end + 1));
        }

        private void localParts() {
            for (int at = value.indexOf('@'); at >= 0; at = value.indexOf('@', at + 1)) {
                int start = at;
                while (start > 0 && at - start < LONGEST_LOCAL_PART && isLocal(value.charAt(start - 1))) {
                    start--;
                }
                tryAll(Anchor.Place.LOCAL_PART, start);
            }
        }

        private static boolean isLocal(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.+-".indexOf(c) >= 0;
        }

        private void tryAll(Anchor.Place place, int start) {
            tryAll(rows.get(place), start);
        }

        private void tryAll(List<Row<T>> here, int start) {
            for (int i = 0; i < here.size(); i++) {
                tryOne(here.get(i), start);
            }
        }

        private void tryOne(Row<T> row, int start) {
            if (start < free[row.number]) {
                return;
            }
            Matcher matcher = matcher(row);
            if (matcher.region(start, value.length()).lookingAt() && matcher.end() > start) {
                free[row.number] = matcher.end();
                found.found(row.form, matcher.toMatchResult());
            }
        }

        private Matcher matcher(Row<T> row) {
            if (matchers[row.number] == null) {
                matchers[row.number] =
                        row.pattern.matcher(value).useTransparentBounds(true).useAnchoringBounds(false);
            }
            return matchers[row.number];
        }
    }
}
