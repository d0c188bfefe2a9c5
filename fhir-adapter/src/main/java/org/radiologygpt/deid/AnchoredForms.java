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

    /** Told of every match, which holds during the call only. */
    interface Found<T> {
        void found(T form, MatchResult match);
    }

    private record Row<T>(int number, Pattern pattern, T form) {}

    /** The rows of one place. */
    private record Placed<T>(Place place, List<Row<T>> rows) {}

    /** A row for digits that stand at most so many tokens before a word. */
    private record Reaching<T>(Row<T> row, int reach) {}

    /** The rows of one word. */
    private record Worded<T>(List<Row<T>> rows, List<Reaching<T>> ofDigitsBefore) {}

    private static final int LONGEST_LOCAL_PART = 64;

    private final Map<Place.Run, List<Placed<T>>> placed = new EnumMap<>(Place.Run.class);
    private final Map<String, Worded<T>> worded = new HashMap<>();
    private final List<Row<T>> ofLocalParts = new ArrayList<>();
    private int count;

    AnchoredForms() {
        for (Place.Run run : Place.Run.values()) {
            placed.put(run, new ArrayList<>());
        }
    }

    /** One more expression; it must begin at the anchor. */
    AnchoredForms<T> with(Anchor anchor, Pattern pattern, T form) {
        Row<T> row = new Row<>(count++, pattern, form);
        if (anchor instanceof Anchor.At at) {
            placed(at.place()).add(row);
        } else if (anchor instanceof Anchor.AtWord at) {
            at.words().forEach(word -> worded(word).rows().add(row));
        } else if (anchor instanceof Anchor.DigitsBefore digits) {
            Reaching<T> reaching = new Reaching<>(row, digits.reach());
            digits.words().forEach(word -> worded(word).ofDigitsBefore().add(reaching));
        } else {
            ofLocalParts.add(row);
        }
        return this;
    }

    private List<Row<T>> placed(Place place) {
        List<Placed<T>> same = placed.get(place.run());
        return same.stream()
                .filter(one -> one.place() == place)
                .findFirst()
                .orElseGet(() -> {
                    same.add(new Placed<>(place, new ArrayList<>()));
                    return same.get(same.size() - 1);
                })
                .rows();
    }

    private Worded<T> worded(String word) {
        return worded.computeIfAbsent(word, any -> new Worded<>(new ArrayList<>(), new ArrayList<>()));
    }

    void find(Text text, Found<T> found) {
        new Walk(text, found).all();
    }

    /** One text. */
    private final class Walk {
        private final Text text;
        private final String value;
        private final List<Token> tokens;
        private final Found<T> found;
        private final Matcher[] matchers = new Matcher[count];
        /** Where each row may be tried next. */
        private final int[] free = new int[count];

        Walk(Text text, Found<T> found) {
            this.text = text;
            this.value = text.value();
            this.tokens = text.tokens();
            this.found = found;
        }

        void all() {
            int behind = -1;
            for (int index = 0; index < tokens.size(); index++) {
                Token token = tokens.get(index);
                if (token.start() != behind && isMoreThanWord(token)) {
                    places(Place.Run.PIECE, index, token.start());
                }
                behind = token.end();
                if (token.isWord()) {
                    places(Place.Run.LETTERS, index, token.start());
                    words(index);
                } else {
                    places(Place.Run.DIGITS, index, isOpened(token) ? token.start() - 1 : token.start());
                }
            }
            if (!ofLocalParts.isEmpty()) {
                localParts();
            }
        }

        /** Only these are pieces of a code, an address or a number; most words need no further look. */
        private boolean isMoreThanWord(Token token) {
            return !token.isWord()
                    || token.end() < value.length()
                            && ("-.:".indexOf(value.charAt(token.end())) >= 0
                                    || Character.isDigit(value.charAt(token.end())));
        }

        private boolean isOpened(Token token) {
            char before = token.start() == 0 ? ' ' : value.charAt(token.start() - 1);
            return before == '(' || before == '+';
        }

        private void places(Place.Run run, int index, int from) {
            List<Placed<T>> all = placed.get(run);
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).place().is(text, index)) {
                    for (int start = from; start <= tokens.get(index).start(); start++) {
                        tryAll(all.get(i).rows(), start);
                    }
                }
            }
        }

        private void words(int index) {
            Worded<T> here = worded.get(tokens.get(index).folded());
            if (here != null) {
                tryAll(here.rows(), tokens.get(index).start());
                here.ofDigitsBefore().forEach(reaching -> before(index, reaching));
            }
        }

        private void before(int word, Reaching<T> reaching) {
            for (int index = Math.max(0, word - reaching.reach()); index < word; index++) {
                if (!tokens.get(index).isWord()) {
                    tryOne(reaching.row(), tokens.get(index).start());
                }
            }
        }

        private void localParts() {
            for (int at = value.indexOf('@'); at >= 0; at = value.indexOf('@', at + 1)) {
                int start = at;
                while (start > 0 && at - start < LONGEST_LOCAL_PART && isLocal(value.charAt(start - 1))) {
                    start--;
                }
                tryAll(ofLocalParts, start);
            }
        }

        private static boolean isLocal(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.+-".indexOf(c) >= 0;
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
            free[row.number] = start + 1;
            Matcher matcher = matcher(row);
            if (matcher.region(start, value.length()).lookingAt() && matcher.end() > start) {
                free[row.number] = matcher.end();
                found.found(row.form, matcher);
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
