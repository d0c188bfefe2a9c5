package org.radiologygpt.deid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * The last look at a rendered text: is any value of the message still in it? Shares nothing with the finders but the folding
 * and the word lists: plain search in the folded text, no tokens, no expressions.
 */
final class LeakCheck {
    private static final int SHORTEST_NUMBER = 5;
    private static final int SHORTEST_JOINED = 8;

    private LeakCheck() {}

    /** The kind of the first identifier left, or empty. */
    static Optional<String> leak(String rendered, List<KnownIdentifier> known) {
        String spaced = spaced(rendered);
        String compact = spaced.replace(" ", "");
        for (KnownIdentifier identifier : known) {
            if (isLeft(identifier, spaced, compact)) {
                return Optional.of(identifier.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private static boolean isLeft(KnownIdentifier identifier, String spaced, String compact) {
        if (identifier instanceof KnownIdentifier.Name name) {
            return isLeft(name.name(), spaced, compact);
        }
        if (identifier instanceof KnownIdentifier.Number number) {
            String value = withoutZeros(Folding.compact(number.value()));
            return value.length() > SHORTEST_NUMBER
                    ? compact.contains(value)
                    : value.length() == SHORTEST_NUMBER && stands(value, spaced);
        }
        if (identifier instanceof KnownIdentifier.Date date) {
            return isLeft(date.date(), spaced);
        }
        List<String> words = KnownPerson.wordsOf(((KnownIdentifier.Words) identifier).value());
        return KnownWords.isDistinctive(words) && stands(String.join(" ", words), spaced);
    }

    private static boolean isLeft(PersonName name, String spaced, String compact) {
        String family = strip(name.family());
        String given = strip(name.given());
        return names(family, given, strip(name.middle())).stream().anyMatch(form -> stands(form, spaced))
                || joined(family, given.replace(" ", "")).stream().anyMatch(compact::contains);
    }

    /** Leading zeros come and go; five signs stay. */
    private static String withoutZeros(String number) {
        int zeros = 0;
        while (number.length() - zeros > SHORTEST_NUMBER && number.charAt(zeros) == '0') {
            zeros++;
        }
        return number.substring(zeros);
    }

    /** True where the words stand in the text as words. */
    private static boolean stands(String words, String spaced) {
        for (int at = spaced.indexOf(words); at >= 0; at = spaced.indexOf(words, at + 1)) {
            if (spaced.charAt(at - 1) == ' ' && spaced.charAt(at + words.length()) == ' ') {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(String family, String given, String middle) {
        List<String> forms = new ArrayList<>();
        if (!family.isEmpty()
                && !given.isEmpty()
                && given.length() + family.length() > 4
                && !(Vocabulary.isReportWord(family) && Vocabulary.isReportWord(given))) {
            forms.add(family + " " + given);
            forms.add(given + " " + family);
        }
        for (String part : (family + " " + given + " " + middle).split(" ")) {
            if (part.length() > 2 && !Vocabulary.isAmbiguous(part) && !PARTICLES.contains(part)) {
                forms.add(part);
            }
        }
        return forms;
    }

    /** A whole name with its separators lost, or with its letters spaced out. */
    private static List<String> joined(String families, String given) {
        List<String> forms = new ArrayList<>();
        for (String family : (families + " " + families.replace(" ", "")).split(" ")) {
            boolean telling = family.length() > 2
                    && given.length() > 2
                    && family.length() + given.length() >= SHORTEST_JOINED
                    && !(Vocabulary.isReportWord(family) && Vocabulary.isReportWord(given));
            if (telling) {
                forms.add(family + given);
                forms.add(given + family);
            }
        }
        return forms;
    }

    private static final Set<String> PARTICLES = Set.of(
            "del", "della", "der", "den", "des", "dos", "das", "las", "los", "van", "von", "vom", "zur", "bin", "ibn",
            "abu", "ben", "san", "santa", "mac", "ter", "ten", "iii");

    private static boolean isLeft(LocalDate date, String spaced) {
        String year = Integer.toString(date.getYear());
        return stands(shortly(date, year), spaced)
                || spaced.contains(year) && dates(date, year).stream().anyMatch(form -> stands(form, spaced));
    }

    private static String shortly(LocalDate date, String year) {
        return twoDigits(date.getMonthValue()) + " " + twoDigits(date.getDayOfMonth()) + " "
                + year.substring(Math.max(0, year.length() - 2));
    }

    private static List<String> dates(LocalDate date, String y) {
        String m = Integer.toString(date.getMonthValue());
        String mm = twoDigits(date.getMonthValue());
        String d = Integer.toString(date.getDayOfMonth());
        String dd = twoDigits(date.getDayOfMonth());
        String month = DateText.MONTHS.get(date.getMonthValue() - 1);
        String mon = month.substring(0, 3);
        return List.of(
                y + " " + mm + " " + dd,
                y + " " + m + " " + d,
                y + mm + dd,
                mm + " " + dd + " " + y,
                m + " " + d + " " + y,
                dd + " " + mm + " " + y,
                d + " " + m + " " + y,
                month + " " + d + " " + y,
                mon + " " + d + " " + y,
                month + " " + dd + " " + y,
                mon + " " + dd + " " + y,
                d + " " + month + " " + y,
                d + " " + mon + " " + y,
                dd + " " + month + " " + y,
                dd + " " + mon + " " + y);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String strip(String text) {
        return spaced(text).strip();
    }

    /** Folded, everything but letters and digits one blank, a blank at both ends. */
    private static String spaced(String text) {
        String folded = Folding.fold(text);
        StringBuilder spaced = new StringBuilder(folded.length() + 2).append(' ');
        for (int at = 0; at < folded.length(); at++) {
            char c = folded.charAt(at);
            if (Character.isLetterOrDigit(c)) {
                spaced.append(c);
            } else if (spaced.charAt(spaced.length() - 1) != ' ') {
                spaced.append(' ');
            }
        }
        return spaced.charAt(spaced.length() - 1) == ' '
                ? spaced.toString()
                : spaced.append(' ').toString();
    }
}
