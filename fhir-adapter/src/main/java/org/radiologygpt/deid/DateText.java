package org.radiologygpt.deid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/**
 * A date as written.
 *
 * @param start offset of the first character
 * @param end offset behind the last
 * @param year the year as written, or empty
 * @param month the month as written, by digits or by name
 * @param day the day as written, or empty
 */
record DateText(int start, int end, Part year, Part month, Part day) {
    static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** A piece of the date and where it stands; {@code start} is -1 where it is absent. */
    record Part(int start, String written) {
        static final Part ABSENT = new Part(-1, "");

        static Part of(MatchResult match, int group) {
            return group > 0 && match.group(group) != null ? new Part(match.start(group), match.group(group)) : ABSENT;
        }

        boolean present() {
            return start >= 0;
        }
    }

    /** The day meant; a year not written is 2000, a day not written the 15th. */
    java.util.Optional<LocalDate> date() {
        try {
            int monthNumber = monthNumber();
            int dayNumber = day.present() ? Integer.parseInt(day.written) : 15;
            return java.util.Optional.of(
                    monthNumber > 12
                            ? LocalDate.of(yearNumber(), dayNumber, monthNumber)
                            : LocalDate.of(yearNumber(), monthNumber, dayNumber));
        } catch (DateTimeException | NumberFormatException e) {
            return java.util.Optional.empty();
        }
    }

    /** Equal for the same day in any notation. */
    String identity() {
        return date().map(date -> (year.present() ? date.getYear() : "") + "-" + date.getMonthValue() + "-"
                        + (day.present() ? date.getDayOfMonth() : ""))
                .orElse(year.written + month.written + day.written);
    }

    private int yearNumber() {
        if (!year.present()) {
            return 2000;
        }
        int number = Integer.parseInt(year.written);
        return year.written.length() > 2 ? number : number + (number > 40 ? 1900 : 2000);
    }

    private int monthNumber() {
        return Character.isDigit(month.written.charAt(0)) ? Integer.parseInt(month.written) : monthNamed(month.written);
    }

    static int monthNamed(String name) {
        String start = name.substring(0, 3).toLowerCase(Locale.ROOT);
        for (int month = 0; month < MONTHS.size(); month++) {
            if (MONTHS.get(month).startsWith(start)) {
                return month + 1;
            }
        }
        throw new DateTimeException("month");
    }
}
