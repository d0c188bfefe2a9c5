package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds dates in every common notation, and the times of day beside them. A year alone stays. */
final class Dates implements Finder {
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d:./])(?:[01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(?:\\.\\d{1,6})?)?(?!\\d|:\\d)(\\s{0,2}[ap]\\.?\\s?m\\b\\.?|\\s{0,2}(?:hours|hrs|hr|h)\\b)?(?:\\s{1,2}(?:[ECMPA][SD]?T|UTC|GMT)\\b)?"
                    + "|(?<![\\d:./])(?:[01]\\d|2[0-3])[0-5]\\d\\s{0,2}(?:hours|hrs|hr|h)\\b"
                    + "|(?<![\\d:./])(?:1[0-2]|[1-9])\\s{0,2}(?:[ap]\\.m\\.|[aApP][mM]\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BESIDE =
            Pattern.compile("[\\s,;@T-]{0,4}(?:at|on|time|@)?[\\s,:]{0,3}", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LIST_GAP = 14;
    private static final Pattern LIST_GAP = Pattern.compile(
            "\\s{0,3}(?:,|;|&|-|–|,?\\s?and|,?\\s?or|to|through|thru|until|,\\s?next visit)\\s{0,3}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK_POSITION =
            Pattern.compile("\\s{0,2}(?:o'?clock|position|radiant|radial).*", Pattern.DOTALL);

    private static final AnchoredForms<DateNotation> NOTATIONS = notations();
    private static final AnchoredForms<Boolean> TIMES =
            new AnchoredForms<Boolean>().with(Anchor.at(Place.HOUR), TIME, true);

    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        for (DateText date : dates(text)) {
            spans.add(Weekday.around(text.value(), date));
        }
        spans.addAll(times(text, List.copyOf(spans)));
        return spans;
    }

    static List<DateText> dates(String text) {
        return dates(Text.of(text));
    }

    /** The dates of a text, none overlapping another; an earlier notation of {@link DateNotation} wins. */
    static List<DateText> dates(Text text) {
        List<List<DateText>> read = new ArrayList<>();
        for (int i = 0; i < DateNotation.values().length; i++) {
            read.add(new ArrayList<>());
        }
        NOTATIONS.find(text, (notation, match) -> read.get(notation.ordinal()).add(notation.read(match)));
        List<DateText> dates = new ArrayList<>();
        BitSet taken = new BitSet();
        for (DateNotation notation : DateNotation.values()) {
            if (notation != DateNotation.LISTED_MONTH_DAY) {
                read.get(notation.ordinal()).forEach(date -> take(date, taken, dates));
            }
        }
        dates.sort(Comparator.comparingInt(DateText::start));
        listed(text.value(), read.get(DateNotation.LISTED_MONTH_DAY.ordinal()), dates);
        return dates;
    }

    private static void take(DateText date, BitSet taken, List<DateText> dates) {
        int next = taken.nextSetBit(date.start());
        if (next < 0 || next >= date.end()) {
            taken.set(date.start(), date.end());
            dates.add(date);
        }
    }

    /** Adds what a date before or behind makes a date: first from left to right, then back. */
    private static void listed(String text, List<DateText> candidates, List<DateText> dates) {
        if (candidates.isEmpty() || dates.isEmpty()) {
            return;
        }
        TreeMap<Integer, DateText> ordered = new TreeMap<>();
        dates.forEach(date -> ordered.put(date.start(), date));
        for (int i = 0; i < candidates.size(); i++) {
            list(text, candidates.get(i), ordered);
        }
        for (int i = candidates.size() - 1; i >= 0; i--) {
            list(text, candidates.get(i), ordered);
        }
        dates.clear();
        dates.addAll(ordered.values());
    }

    private static void list(String text, DateText candidate, TreeMap<Integer, DateText> dates) {
        Map.Entry<Integer, DateText> before = dates.floorEntry(candidate.start());
        Map.Entry<Integer, DateText> behind = dates.higherEntry(candidate.start());
        boolean free = (before == null || before.getValue().end() <= candidate.start())
                && (behind == null || behind.getValue().start() >= candidate.end());
        if (free
                && (before != null && lists(text, before.getValue().end(), candidate.start())
                        || behind != null
                                && lists(
                                        text, candidate.end(), behind.getValue().start()))) {
            dates.put(candidate.start(), candidate);
        }
    }

    private static boolean lists(String text, int from, int to) {
        return to - from <= LONGEST_LIST_GAP
                && LIST_GAP.matcher(text.substring(from, to)).matches();
    }

    private static AnchoredForms<DateNotation> notations() {
        AnchoredForms<DateNotation> forms = new AnchoredForms<>();
        for (DateNotation notation : DateNotation.values()) {
            forms.with(notation.anchor(), notation.pattern(), notation);
        }
        return forms;
    }

    private static List<Span> times(Text text, List<Span> dates) {
        List<Span> times = new ArrayList<>();
        int[] at = {0};
        TIMES.find(text, (any, match) -> {
            while (at[0] + 1 < dates.size() && dates.get(at[0] + 1).start() < match.start()) {
                at[0]++;
            }
            if (tellsTime(text.value(), match) || isBeside(text.value(), match, dates, at[0])) {
                int start = isIso(text.value(), match.start()) ? match.start() - 1 : match.start();
                times.add(new Span(start, match.end(), PhiKind.TIME, match.group()));
            }
        });
        return times;
    }

    /** {@code 2024-03-04T10:32}. */
    private static boolean isIso(String text, int time) {
        return time > 1 && (text.charAt(time - 1) | ' ') == 't' && Character.isDigit(text.charAt(time - 2));
    }

    /** Seconds, am/pm and hours make a time of day; {@code 10:00 position} is a place in a breast. */
    private static boolean tellsTime(String text, MatchResult match) {
        String written = match.group();
        String behind = text.substring(match.end(), Math.min(text.length(), match.end() + 12));
        boolean bare = written.indexOf(':') >= 0 && match.group(1) == null && match.group(2) == null;
        return !bare && !CLOCK_POSITION.matcher(behind).matches();
    }

    private static boolean isBeside(String text, MatchResult match, List<Span> dates, int at) {
        for (int index = at; index < Math.min(dates.size(), at + 2); index++) {
            Span date = dates.get(index);
            if (near(text, date.end(), match.start()) || near(text, match.end(), date.start())) {
                return true;
            }
        }
        return false;
    }

    private static boolean near(String text, int from, int to) {
        return from <= to
                && to - from <= 12
                && BESIDE.matcher(text.substring(from, to)).matches();
    }
}
