package org.radiologygpt.deid;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.radiologygpt.report.KnownIdentifier;

/**
 * Realistic replacements, the same for the same identifier under the same key and subject, in text and in structure.
 * Without the key they tell nothing. Ranges that are nobody's are used where there are any: {@code example.org},
 * 192.0.2.0/24 (RFC 5737), 555-01xx, SSN area 000, UID root 2.25.
 */
final class Surrogates {
    static final String OLD_AGE = "over 89";

    private static final Pattern STREET = Pattern.compile("(?s)\\s*\\d{1,6}[A-Za-z]?\\s.*\\p{L}.*");
    private static final Pattern ZIP = Pattern.compile("\\s*\\d{5}(?:-\\d{4})?\\s*");
    private static final Pattern SOCIAL_SECURITY = Pattern.compile("\\s*\\d{3}[- ]\\d{2}[- ]\\d{4}\\s*");
    private static final Pattern TELEPHONE =
            Pattern.compile("(?:\\(\\d{3}\\)\\s?|(?<!\\d)\\d{3}[ .-])\\d{3}[ .-]\\d{4}\\s*$");
    private static final int AREA = 3;
    private static final int HOUSES = 900;
    private static final int MANY = 90_000;
    private static final int LOCAL_DIGITS = 7;

    private final KeyedHash hash;
    private final SurrogateDates dates;
    private final SurrogatePeople people;

    Surrogates(KeyedHash hash, boolean keepWeekdays) {
        this(hash, new SurrogateDates(hash, keepWeekdays), new SurrogatePeople(hash, List.of()));
    }

    private Surrogates(KeyedHash hash, SurrogateDates dates, SurrogatePeople people) {
        this.hash = hash;
        this.dates = dates;
        this.people = people;
    }

    /** The same for a message in which these people are known. */
    Surrogates among(List<KnownIdentifier> known) {
        return new Surrogates(hash, dates, new SurrogatePeople(hash, known));
    }

    String replacement(Span span, String surface) {
        String compact = number(surface);
        return switch (span.kind()) {
            case NAME -> people.name(surface);
            case DATE -> dates.moved(surface);
            case TIME -> surface;
            case AGE -> OLD_AGE;
            case EMAIL -> "person" + (1000 + hash.number("email", compact, MANY)) + "@example.org";
            case URL -> "https://example.org/" + (1000 + hash.number("url", compact, MANY));
            case ADDRESS -> address(surface, compact);
            case IP -> "192.0.2." + hash.number("ip", compact, 255);
            case UID -> uid(compact);
            case PHONE -> phone(surface, compact);
            case SSN -> socialSecurity(surface, compact);
            default -> identifier(surface);
        };
    }

    /** An identifier of the same shape; the same however it is separated, and with or without leading zeros. */
    String identifier(String surface) {
        String compact = number(surface);
        if (SOCIAL_SECURITY.matcher(surface).matches()) {
            return socialSecurity(surface, compact);
        }
        return TELEPHONE.matcher(surface).find() ? phone(surface, compact) : shaped(surface, compact);
    }

    String uid(String written) {
        return "2.25." + hash.large("uid", Folding.compact(written));
    }

    String name(String surface) {
        return people.name(surface);
    }

    SurrogateDates dates() {
        return dates;
    }

    private static String number(String surface) {
        return Folding.compact(surface).replaceFirst("^0+(?=.)", "");
    }

    private String address(String surface, String compact) {
        if (ZIP.matcher(surface).matches()) {
            return "00000";
        }
        String place = people.place(compact);
        return STREET.matcher(surface).matches()
                ? 100 + hash.number("house", compact, HOUSES) + " " + place + " Street"
                : place;
    }

    /** Counted from the end, so that leading zeros and prefixes change nothing behind them. */
    private String shaped(String surface, String compact) {
        StringBuilder shaped = new StringBuilder(surface);
        int fromEnd = 0;
        for (int at = surface.length() - 1; at >= 0; at--) {
            char c = surface.charAt(at);
            if (Character.isDigit(c)) {
                shaped.setCharAt(at, (char) ('0' + hash.number("digit" + fromEnd++, compact, 10)));
            } else if (Character.isLetter(c)) {
                char letter = (char) ('A' + hash.number("letter" + fromEnd++, compact, 26));
                shaped.setCharAt(at, Character.isLowerCase(c) ? Character.toLowerCase(letter) : letter);
            }
        }
        return shaped.toString();
    }

    private String socialSecurity(String surface, String compact) {
        return "000" + shaped(surface, compact).substring(Math.min(AREA, surface.length()));
    }

    private String phone(String surface, String compact) {
        StringBuilder phone = new StringBuilder(shaped(surface, compact));
        long digits = surface.chars().filter(Character::isDigit).count();
        if (digits < LOCAL_DIGITS || surface.toLowerCase(Locale.ROOT).contains("x")) {
            return phone.toString();
        }
        String nobody = "10555"; // read from the end: 555-01..
        int index = 0;
        int skipped = 0;
        for (int at = phone.length() - 1; at >= 0 && index < nobody.length(); at--) {
            if (Character.isDigit(phone.charAt(at)) && ++skipped > 2) {
                phone.setCharAt(at, nobody.charAt(index++));
            }
        }
        return phone.toString();
    }
}
