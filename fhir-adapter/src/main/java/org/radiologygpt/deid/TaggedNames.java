package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the people and places that no phrase around them gives away: by the learned {@link NameModel}. */
final class TaggedNames implements Finder {
    private static final Set<String> PARTICLES = Set.of(
            "de", "da", "di", "do", "dos", "das", "del", "della", "der", "den", "des", "du", "la", "le", "las", "los",
            "van", "von", "vom", "zu", "zur", "el", "al", "bin", "ibn", "abu", "ben", "ter", "ten", "y", "e", "st",
            "bint", "ould", "af");
    private static final int LONGEST_GAP = 6;
    private static final int LEADING = 4;

    @Override
    public List<Span> find(Text text) {
        NameModel model = NameModel.shipped();
        NameFeatures features = new NameFeatures(text, Lexicon::flags, model.likeness()::score);
        return new Scan(text, features, model.labels(features)).spans();
    }

    /** One text whose tokens have labels. */
    private record Scan(Text text, NameFeatures features, int[] labels) {
        List<Span> spans() {
            List<Span> spans = new ArrayList<>();
            int at = 0;
            while (at < labels.length) {
                int last = at;
                if (labels[at] != NameModel.OTHER) {
                    last = last(at);
                    spans.add(span(at, last));
                }
                at = last + 1;
            }
            return spans;
        }

        private Token token(int index) {
            return text.tokens().get(index);
        }

        private int last(int first) {
            int last = first;
            int next = next(last, labels[first], first);
            while (next > last) {
                last = next;
                next = next(last, labels[first], first);
            }
            return last;
        }

        /** The token to which a name reaches from one of its tokens; the same token where it ends. */
        private int next(int last, int label, int first) {
            if (last + 1 >= labels.length || !joins(last)) {
                return last;
            }
            if (labels[last + 1] == label || label == NameModel.PERSON && isSecondHalf(last + 1)) {
                return last + 1;
            }
            int over = last + 1;
            while (over < labels.length - 1 && over - last < LEADING && isInside(over) && joins(over)) {
                over++;
                if (labels[over] == label) {
                    return over;
                }
            }
            return label == NameModel.PERSON && isLastInitial(last + 1, first) ? last + 1 : last;
        }

        /** Initials and particles stand inside a name: {@code Maria K. van Buren}. */
        private boolean isInside(int index) {
            return isInitial(index) || PARTICLES.contains(token(index).folded());
        }

        /** {@code Joon-ho}, whose second half is written small. */
        private boolean isSecondHalf(int index) {
            return token(index).isWord()
                    && features.before(index) == Gap.HYPHEN
                    && token(index).folded().length() > 1;
        }

        private boolean isInitial(int index) {
            return token(index).isInitial()
                    || features.letterCase(index) == NameFeatures.LetterCase.LOWER
                            && token(index).isWord()
                            && token(index).folded().length() == 1;
        }

        /** An initial ends a name where a comma stands in the name, or something else than a word behind it. */
        private boolean isLastInitial(int index, int first) {
            if (!isInitial(index) || features.before(index) == Gap.HYPHEN || features.before(index) == Gap.BREAK) {
                return false;
            }
            boolean turned =
                    features.before(first + 1) == Gap.COMMA && index > first + 1 || features.before(index) == Gap.CARET;
            return turned
                    || features.before(index + 1) != Gap.SPACE
                            && features.before(index + 1) != Gap.HYPHEN
                            && features.before(index + 1) != Gap.NONE;
        }

        private boolean joins(int index) {
            boolean abbreviated =
                    token(index).folded().length() == 1 || token(index).folded().equals("st");
            return token(index + 1).start() - token(index).end() <= LONGEST_GAP
                    && switch (features.before(index + 1)) {
                        case SPACE, COMMA, HYPHEN, APOSTROPHE, CARET, BREAK -> true;
                        case PERIOD, STOP -> abbreviated;
                        default -> false;
                    };
        }

        private Span span(int first, int last) {
            boolean person = labels[first] == NameModel.PERSON;
            int start = first;
            while (person && start > 0 && first - start < LEADING && leads(start - 1)) {
                start--;
            }
            boolean turned = last > first && features.before(first + 1) == Gap.COMMA;
            return new Span(
                    token(start).start(),
                    token(last).end(),
                    person ? PhiKind.NAME : PhiKind.ADDRESS,
                    "found" + token(turned ? first : last).folded());
        }

        /** Initials and particles before the first part: {@code J. R. van der Berg}. */
        private boolean leads(int index) {
            Gap gap = features.before(index + 1);
            if (isInitial(index)) {
                boolean article = token(index).folded().equals("a")
                        || token(index).folded().equals("i");
                return gap == Gap.STOP
                        || gap == Gap.PERIOD
                        || gap == Gap.APOSTROPHE
                        || (gap == Gap.SPACE || gap == Gap.BREAK) && !article;
            }
            return PARTICLES.contains(token(index).folded())
                    && (gap == Gap.SPACE || gap == Gap.APOSTROPHE)
                    && !token(index).folded().equals("y")
                    && token(index).folded().length() > 1;
        }
    }
}
