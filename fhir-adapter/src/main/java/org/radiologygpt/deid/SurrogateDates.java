package org.radiologygpt.deid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Dates of one subject, all moved back by one number of days and written as before; intervals hold. */
final class SurrogateDates {
    /** Further than an episode of care: a moved date seldom is another date of the same message. */
    private static final int LEAST_DAYS = 35;

    private static final int DIFFERENT_DAYS = 364;
    private static final int WEEK = 7;

    private final int days;

    SurrogateDates(KeyedHash hash, boolean keepWeekdays) {
        days = keepWeekdays
                ? LEAST_DAYS + WEEK * hash.number("weeks", "", DIFFERENT_DAYS / WEEK)
                : LEAST_DAYS + hash.number("days", "", DIFFERENT_DAYS);
    }

    LocalDate moved(LocalDate date) {
        return date.minusDays(days);
    }

    /** A date in any notation, moved, in the same notation; {@code ___} where it cannot be read. */
    String moved(String surface) {
        List<DateText> dates = Dates.dates(" " + surface + " ");
        if (dates.size() != 1 || dates.get(0).date().isEmpty()) {
            return "___";
        }
        DateText written = dates.get(0);
        LocalDate moved = moved(written.date().orElseThrow());
        boolean dayFirst = written.month().written().chars().allMatch(Character::isDigit)
                && Integer.parseInt(written.month().written()) > 12;
        List<Edit> edits = new ArrayList<>();
        edit(edits, written.year(), written.year().written().length() > 2 ? moved.getYear() : moved.getYear() % 100);
        editMonth(edits, written.month(), dayFirst ? moved.getDayOfMonth() : moved.getMonthValue());
        edit(edits, written.day(), dayFirst ? moved.getMonthValue() : moved.getDayOfMonth());
        if (written.day().present()) {
            Weekday.in(" " + surface + " ")
                    .ifPresent(day -> edits.add(new Edit(day.start(), day.length(), day.of(moved))));
        }
        return edited(" " + surface + " ", edits);
    }

    private static String edited(String padded, List<Edit> edits) {
        StringBuilder text = new StringBuilder(padded);
        edits.sort(Comparator.comparingInt(Edit::start).reversed());
        edits.forEach(edit -> text.replace(edit.start, edit.start + edit.length, edit.text));
        return text.substring(1, text.length() - 1);
    }

    private record Edit(int start, int length, String text) {}

    private static void edit(List<Edit> edits, DateText.Part part, int value) {
        if (part.present()) {
            String digits = Integer.toString(value);
            boolean padded =
                    part.written().length() > digits.length() && part.written().length() == 2;
            edits.add(new Edit(part.start(), part.written().length(), padded ? "0" + digits : digits));
        }
    }

    private static void editMonth(List<Edit> edits, DateText.Part part, int value) {
        if (Character.isDigit(part.written().charAt(0))) {
            edit(edits, part, value);
            return;
        }
        String name = DateText.MONTHS.get(value - 1);
        boolean whole = part.written().length() > 4
                || part.written().equalsIgnoreCase("june")
                || part.written().equalsIgnoreCase("july");
        String named = whole ? name : name.substring(0, 3);
        String capital = named.substring(0, 1).toUpperCase(Locale.ROOT) + named.substring(1);
        boolean upper = part.written().equals(part.written().toUpperCase(Locale.ROOT));
        edits.add(new Edit(part.start(), part.written().length(), upper ? capital.toUpperCase(Locale.ROOT) : capital));
    }
}
