package org.radiologygpt.bench.deid;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.radiologygpt.deid.PhiKind;

/** Writes dates in every notation of reports, and times beside them. */
final class DateWriter {

    /** A notation: its name, and a pattern of {@link DateTimeFormatter}. */
    private record Notation(String form, String pattern) {}

    private static final List<Notation> NOTATIONS = List.of(
            new Notation("us_slashes", "M/d/yyyy"),
            new Notation("us_slashes", "MM/dd/yyyy"),
            new Notation("us_slashes", "M/d/yyyy"),
            new Notation("us_short_year", "M/d/yy"),
            new Notation("us_short_year", "MM/dd/yy"),
            new Notation("us_dashes", "MM-dd-yyyy"),
            new Notation("us_dots", "MM.dd.yyyy"),
            new Notation("month_word", "MMMM d, yyyy"),
            new Notation("month_word", "MMMM d, yyyy"),
            new Notation("month_word", "MMM d, yyyy"),
            new Notation("month_word_dot", "MMM. d, yyyy"),
            new Notation("month_word_no_comma", "MMMM d yyyy"),
            new Notation("day_month_word", "d MMMM yyyy"),
            new Notation("day_month_dashes", "d-MMM-yyyy"),
            new Notation("day_month_dashes", "dd-MMM-yy"),
            new Notation("day_month_joined", "ddMMMyyyy"),
            new Notation("iso", "yyyy-MM-dd"),
            new Notation("iso", "yyyy/MM/dd"),
            new Notation("compact", "yyyyMMdd"),
            new Notation("weekday_date", "EEEE, MMMM d, yyyy"),
            new Notation("weekday_date", "EEE M/d/yyyy"),
            new Notation("month_day", "MMMM d'{th}'"),
            new Notation("month_day", "MMMM d"),
            new Notation("month_day_year_ordinal", "MMMM d'{th}', yyyy"),
            new Notation("month_day_figures", "M/d"),
            new Notation("day_of_month_words", "'the 'd'{th} of 'MMMM"));

    private static final List<Notation> MONTHS = List.of(
            new Notation("month_year", "MMMM yyyy"),
            new Notation("month_year", "MMMM 'of' yyyy"),
            new Notation("month_year_figures", "MM/yyyy"),
            new Notation("month_year", "MMM yyyy"));

    private static final List<String> TIMES =
            List.of("HH:mm", "HH:mm:ss", "h:mm a", "h:mma", "HHmm 'hours'", "h:mm 'p.m.'", "HH:mm 'EST'");

    private final Dice dice;

    DateWriter(Dice dice) {
        this.dice = dice;
    }

    void date(LocalDate date, boolean known, LabelledText out) {
        write(dice.of(NOTATIONS), date, known, out);
    }

    /** Figures only, as forms and footers print them. */
    void plain(LocalDate date, boolean known, LabelledText out) {
        write(dice.of(NOTATIONS.subList(0, 7)), date, known, out);
    }

    void month(LocalDate date, LabelledText out) {
        write(dice.of(MONTHS), date, false, out);
    }

    void dateTime(LocalDate date, boolean known, LabelledText out) {
        if (dice.chance(0.08)) {
            String stamp = date.format(pattern("yyyyMMdd")) + time().format(pattern("HHmmss"));
            out.phi(stamp, PhiKind.DATE, "compact_stamp", known);
            return;
        }
        plain(date, known, out);
        out.plain(dice.of(" ", " ", " at ", ", ", " @ "));
        out.phi(time().format(pattern(dice.of(TIMES))), PhiKind.TIME, "beside_date", false);
    }

    /** A time of day alone tells nobody's name: it may stay or go. */
    void clock(LabelledText out) {
        out.either(time().format(pattern(dice.of(TIMES))));
    }

    private LocalTime time() {
        return LocalTime.of(dice.between(6, 22), dice.between(0, 59), dice.between(0, 59));
    }

    private void write(Notation notation, LocalDate date, boolean known, LabelledText out) {
        String ordinal = ordinal(date.getDayOfMonth());
        out.phi(
                date.format(pattern(notation.pattern())).replace("{th}", ordinal),
                PhiKind.DATE,
                notation.form(),
                known);
    }

    private static String ordinal(int day) {
        if (day / 10 == 1) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
