package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the message's numbers in the text: with and without separators and leading zeros, over the end of a line, glued to a
 * label as {@code MRN0012345}, and long ones inside a longer number, which then goes as a whole.
 */
final class KnownNumbers implements Finder {
    /** Shorter ones stand in any text; they are found behind a label only. */
    static final int SHORTEST = 4;

    /** From this length on a number is no chance, wherever it stands. */
    private static final int TELLING = 6;

    private static final int KEY = 3;
    private static final Set<String> LABELS = Set.of(
            "acc",
            "accession",
            "mrn",
            "order",
            "id",
            "no",
            "number",
            "visit",
            "account",
            "study",
            "exam",
            "ext",
            "room",
            "bed",
            "nr",
            "num",
            "acct",
            "encounter",
            "case",
            "patient",
            "chart",
            "record",
            "extension");

    private static final Pattern SOCIAL_SECURITY = Pattern.compile("\\d{3}[- ]\\d{2}[- ]\\d{4}");
    private static final Pattern TELEPHONE =
            Pattern.compile("\\+?\\d{0,2}[ .-]?(?:\\(\\d{3}\\)\\s?|\\d{3}[ .-])\\d{3}[ .-]?\\d{4}(?:\\^.*)?");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
    private static final Pattern OBJECT = Pattern.compile("[0-2](?:\\.\\d{1,39}){4,40}");
    private static final int LOCAL = 7;
    private static final int NATIONAL = 10;
    private static final int FILTER = 4096;

    private record Known(String compact, PhiKind kind) {}

    /** By their first signs. */
    private final Map<String, List<Known>> numbers = new HashMap<>();

    /** Whether any number may begin so: most places of a text are passed by one look. */
    private final boolean[] begins = new boolean[FILTER];

    private final Set<String> labelled = new HashSet<>();

    KnownNumbers(List<String> values) {
        for (String value : values) {
            String compact = Folding.compact(value);
            if (isCommon(compact)) {
                labelled.add(compact);
            } else if (compact.length() >= SHORTEST) {
                add(stripped(compact), kind(value.strip()));
            }
        }
    }

    private static PhiKind kind(String value) {
        if (SOCIAL_SECURITY.matcher(value).matches()) {
            return PhiKind.SSN;
        }
        if (OBJECT.matcher(value).matches()) {
            return PhiKind.UID;
        }
        return TELEPHONE.matcher(value).matches() ? PhiKind.PHONE : PhiKind.ID;
    }

    /** A telephone number is known without its country and without its area too. */
    private void add(String number, PhiKind kind) {
        index(new Known(number, kind));
        if (kind == PhiKind.PHONE) {
            index(new Known(number.substring(Math.max(0, number.length() - NATIONAL)), kind));
            index(new Known(number.substring(Math.max(0, number.length() - LOCAL)), kind));
        }
    }

    private void index(Known number) {
        List<Known> same = numbers.computeIfAbsent(number.compact.substring(0, KEY), any -> new ArrayList<>());
        if (!same.contains(number)) {
            same.add(number);
            begins[filter(number.compact, 0)] = true;
        }
    }

    private static int filter(String signs, int at) {
        return ((signs.charAt(at) * 31 + signs.charAt(at + 1)) * 31 + signs.charAt(at + 2)) & (FILTER - 1);
    }

    /** Short, or a year: as a number alone it says nothing. */
    private static boolean isCommon(String compact) {
        return compact.length() < SHORTEST && compact.chars().anyMatch(Character::isDigit)
                || YEAR.matcher(compact).matches();
    }

    /** Leading zeros come and go. */
    static String stripped(String compact) {
        int zeros = 0;
        while (zeros < compact.length() - 5 && compact.charAt(zeros) == '0') {
            zeros++;
        }
        return compact.substring(zeros);
    }

    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        if (!numbers.isEmpty()) {
            new Search(new CompactText(text), spans).all();
        }
        if (!labelled.isEmpty()) {
            labelled(text, spans);
        }
        return spans;
    }

    private void labelled(Text text, List<Span> spans) {
        List<Token> tokens = text.tokens();
        for (int index = 1; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            if (labelled.contains(token.folded()) && isLabel(text, index - 1)) {
                spans.add(new Span(token.start(), token.end(), PhiKind.ID, token.folded()));
            }
        }
    }

    private static boolean isLabel(Text text, int label) {
        String gap = text.behind(label);
        return gap.length() <= 4
                && (gap.contains("#")
                        || LABELS.contains(text.tokens().get(label).folded()));
    }

    /** One pass over the letters and digits of one text. */
    private final class Search {
        private final CompactText compact;
        private final List<Span> spans;

        Search(CompactText compact, List<Span> spans) {
            this.compact = compact;
            this.spans = spans;
        }

        void all() {
            String signs = compact.signs();
            for (int at = 0; at + KEY <= signs.length(); at++) {
                if (begins[filter(signs, at)]) {
                    int here = at;
                    numbers.getOrDefault(signs.substring(at, at + KEY), List.of())
                            .forEach(number -> tryOne(number, here));
                }
            }
        }

        private void tryOne(Known known, int at) {
            String number = known.compact;
            int end = at + number.length();
            if (!compact.signs().startsWith(number, at) || !isJoined(number, at, end)) {
                return;
            }
            int first = at;
            while (first > 0 && compact.signs().charAt(first - 1) == '0' && compact.isGlued(first)) {
                first--;
            }
            if (stands(number, first, end)) {
                spans.add(compact.span(compact.pieceStart(first), compact.pieceEnd(end), known.kind, number));
            }
        }

        /** Separated as numbers are; short ones by a dash at most. */
        private boolean isJoined(String number, int at, int end) {
            for (int sign = at + 1; sign < end; sign++) {
                if (number.length() < TELLING ? !compact.isDashed(sign) : !compact.isNear(sign)) {
                    return false;
                }
            }
            return true;
        }

        /** A short number is one by itself; a long one may be part of another, if not of a measurement. */
        private boolean stands(String number, int first, int end) {
            return number.length() >= TELLING
                    || (compact.isPieceStart(first)
                                    || !Character.isDigit(compact.signs().charAt(first - 1)))
                            && compact.isPieceStart(end)
                            && !compact.isDecimal(first, end);
        }
    }
}
