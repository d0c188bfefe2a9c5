package org.radiologygpt.deid;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day of the week beside a date; it goes with the date.
 *
 * @param start offset of its first letter
 * @param written as written
 */
record Weekday(int start, String written) {
    private static final int FARTHEST = 24;
    private static final int SHORT = 3;
    private static final String DAY =
            "(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)";
    /** Of the names of days, whole or short, and of {@code the}. */
    private static final String LAST_LETTERS = "yYnNeEsSdDuUrRiItT";

    private static final Pattern BEFORE = Pattern.compile(
            "(?<!\\p{L})" + DAY + "(?:\\.?,?[ \\t]{1,2}|,?[ \\t]?\\r?\\n\\s{0,4}|,|\\.?,? the\\s{1,4})$");
    private static final Pattern ARTICLE = Pattern.compile("(?i)(?<!\\p{L})the\\s{1,4}$");
    private static final Pattern BEHIND = Pattern.compile("(?:,\\s|\\s\\(|\\s)" + DAY + "(?!\\p{L})");
    private static final Pattern ORDINAL = Pattern.compile("(?i)\\d{1,2}(?:st|nd|rd|th)\\b");
    private static final Pattern ANY = Pattern.compile("(?<!\\p{L})" + DAY + "(?!\\p{L})");

    /** The date with the day of the week before it or behind, and with the article of {@code the 4th of March}. */
    static Span around(String text, DateText date) {
        return new Span(before(text, date), behind(text, date), PhiKind.DATE, date.identity());
    }

    static Optional<Weekday> in(String surface) {
        Matcher day = ANY.matcher(surface);
        return day.find() ? Optional.of(new Weekday(day.start(), day.group())) : Optional.empty();
    }

    int length() {
        return written.length();
    }

    /** The day of the week of a date, written as this one: whole or short, in capitals or not. */
    String of(LocalDate date) {
        String name = date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        String sized =
                written.toLowerCase(Locale.ROOT).endsWith("day") && length() > SHORT ? name : name.substring(0, SHORT);
        if (written.equals(written.toUpperCase(Locale.ROOT))) {
            return sized.toUpperCase(Locale.ROOT);
        }
        return written.equals(written.toLowerCase(Locale.ROOT)) ? sized.toLowerCase(Locale.ROOT) : sized;
    }

    private static int before(String text, DateText date) {
        int from = Math.max(0, date.start() - FARTHEST);
        if (!isBehindWord(text, date.start())) {
            return date.start();
        }
        String window = text.substring(from, date.start());
        Matcher weekday = BEFORE.matcher(window);
        if (weekday.find()) {
            return from + weekday.start();
        }
        Matcher article = ARTICLE.matcher(window);
        boolean ordinal = ORDINAL.matcher(text).region(date.start(), date.end()).lookingAt();
        return ordinal && article.find() ? from + article.start() : date.start();
    }

    /** True where the word before ends as a day or an article does: the expressions need not look elsewhere. */
    private static boolean isBehindWord(String text, int start) {
        int at = start - 1;
        while (at >= 0 && (Character.isWhitespace(text.charAt(at)) || ".,".indexOf(text.charAt(at)) >= 0)) {
            at--;
        }
        return at >= 0 && LAST_LETTERS.indexOf(text.charAt(at)) >= 0;
    }

    private static int behind(String text, DateText date) {
        Matcher weekday = BEHIND.matcher(text).region(date.end(), text.length()).useTransparentBounds(true);
        return weekday.lookingAt() ? weekday.end() : date.end();
    }
}
