package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds the people and places that no phrase around them gives away: by the learned {@link NameModel}. */
final class TaggedNames implements Finder {
    /** Behind these a name is a person's, whatever follows it. */
    private static final Set<WordKind> ADDRESSES = EnumSet.of(
            WordKind.TITLE,
            WordKind.BY,
            WordKind.WITH,
            WordKind.TO,
            WordKind.FROM,
            WordKind.PER,
            WordKind.SIGNED,
            WordKind.SPOKEN,
            WordKind.ROLE,
            WordKind.RELATIVE,
            WordKind.PATIENT,
            WordKind.LABEL,
            WordKind.NUMBER,
            WordKind.INITIAL,
            WordKind.NONE);

    private static final int LONGEST_GAP = 6;
    private static final int LEADING = 4;
    private static final int LONGEST_ABBREVIATION = 4;

    @Override
    public List<Span> find(Text text) {
        NameModel model = NameModel.shipped();
        NameFeatures features = new NameFeatures(text, token -> token.word().lists(), model.likeness()::score);
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
                    if (!isEponym(at, last) && !isPlainWord(at, last)) {
                        spans.add(span(at, last));
                    }
                }
                at = last + 1;
            }
            return spans;
        }

        /** {@code Murphy sign}, {@code circle of Willis}: what is named after people, where nobody is addressed. */
        private boolean isEponym(int first, int last) {
            if (first == last
                    && first > 1
                    && features.role(first - 1) == WordKind.OF
                    && Vocabulary.isEponym(token(first).folded())
                    && !ADDRESSES.contains(features.role(first - 2))) {
                return true;
            }
            int behind = last + 1;
            boolean possessive = behind + 1 < labels.length
                    && features.before(behind) == Gap.APOSTROPHE
                    && token(behind).folded().equals("s");
            int head = possessive ? behind + 1 : behind;
            return labels[first] == NameModel.PERSON
                    && head < labels.length
                    && (features.before(head) == Gap.SPACE || features.before(head) == Gap.BREAK)
                    && features.role(head) == WordKind.EPONYM_HEAD
                    && !ADDRESSES.contains(features.role(first - 1));
        }

        /** One word of reports, where no capital letter speaks for a name, and in lines of capitals nobody is addressed. */
        private boolean isPlainWord(int first, int last) {
            WordKind kind = features.kind(first);
            boolean small = features.letterCase(first) == NameFeatures.LetterCase.LOWER
                    && (kind == WordKind.CLINICAL || kind == WordKind.ENGLISH);
            boolean loud = features.letterCase(first) == NameFeatures.LetterCase.UPPER
                    && (kind == WordKind.CLINICAL || kind == WordKind.ENGLISH)
                    && (labels[first] == NameModel.PLACE || !ADDRESSES.contains(features.role(first - 1)));
            return first == last
                    && (small
                            || loud
                            || isAbbreviation(first)
                            || isOpening(first)
                            || kind == WordKind.FUNCTION && labels[first] == NameModel.PLACE);
        }

        /** {@code Comparison: None}, {@code Again, …}: a word of reports that opens a line or a sentence. */
        private boolean isOpening(int index) {
            WordKind kind = features.kind(index);
            boolean word = kind == WordKind.CLINICAL || kind == WordKind.ENGLISH || kind == WordKind.FUNCTION;
            boolean labelled = features.before(index) == Gap.COLON && features.role(index - 1) == WordKind.LABEL;
            return word && (labelled || features.before(index).ordinal() >= Gap.STOP.ordinal());
        }

        /** {@code CABG}, {@code ED}: of reports; whether it is somebody's initials the signature says. */
        private boolean isAbbreviation(int index) {
            WordKind kind = features.kind(index);
            return (kind == WordKind.CLINICAL || kind == WordKind.FUNCTION)
                    && token(index).folded().length() <= LONGEST_ABBREVIATION
                    && token(index).isCapitals();
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
            return isInitial(index) || isParticle(index);
        }

        private boolean isParticle(int index) {
            return WordKind.inContext(token(index).folded()) == WordKind.PARTICLE;
        }

        /** {@code Joon-ho}, whose second half is written small. */
        private boolean isSecondHalf(int index) {
            return token(index).isWord()
                    && features.before(index) == Gap.HYPHEN
                    && token(index).folded().length() > 1;
        }

        private boolean isInitial(int index) {
            return !isCredential(index) && !isCredential(index - 1) && isLetter(index);
        }

        /** {@code M.D.} is no pair of initials. */
        private boolean isCredential(int index) {
            return index >= 0
                    && index + 1 < labels.length
                    && features.before(index + 1) == Gap.PERIOD
                    && WordKind.inContext(
                                    token(index).folded() + token(index + 1).folded())
                            == WordKind.CREDENTIAL;
        }

        private boolean isLetter(int index) {
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

        /** {@code Mr. von Bergen} is no town. */
        private boolean isTitledParticle(int index) {
            return index > 0 && isParticle(index) && features.role(index - 1) == WordKind.TITLE;
        }

        private Span span(int first, int last) {
            boolean person = labels[first] == NameModel.PERSON || isTitledParticle(first - 1);
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
                if (features.before(index) == Gap.SLASH) {
                    return false;
                }
                boolean article = token(index).folded().equals("a")
                        || token(index).folded().equals("i");
                return gap == Gap.STOP
                        || gap == Gap.PERIOD
                        || gap == Gap.APOSTROPHE
                        || (gap == Gap.SPACE || gap == Gap.BREAK) && !article;
            }
            return isParticle(index)
                    && (gap == Gap.SPACE || gap == Gap.APOSTROPHE || gap == Gap.BREAK || gap == Gap.HYPHEN);
        }
    }
}
