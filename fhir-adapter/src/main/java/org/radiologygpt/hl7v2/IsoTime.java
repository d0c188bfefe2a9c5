package org.radiologygpt.hl7v2;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * HL7 times as ISO 8601 with the precision that they were sent with: {@code 1960} stays a year. A time of day gets
 * seconds and an offset, as FHIR asks; what is no time is the empty string.
 */
final class IsoTime {
    private IsoTime() {}

    static String of(String value, ZoneId zone) {
        int sign = Math.max(Math.max(value.lastIndexOf('+'), value.lastIndexOf('-')), value.lastIndexOf('Z'));
        String offset = sign > 7 ? value.substring(sign) : "";
        String digits = (sign > 7 ? value.substring(0, sign) : value).replaceAll("[-T: ]", "");
        int dot = digits.indexOf('.');
        String whole = dot < 0 ? digits : digits.substring(0, dot);
        if (whole.length() < 4 || whole.length() > 14 || !digitsOnly(whole) || whole.startsWith("0000")) {
            return "";
        }
        try {
            return whole.length() < 10 ? date(whole) : dateTime(whole, zone, offset);
        } catch (DateTimeException e) {
            return "";
        }
    }

    /** The same without the time of day. */
    static String date(String value, ZoneId zone) {
        String time = of(value, zone);
        return time.length() > 10 ? time.substring(0, 10) : time;
    }

    private static String date(String digits) {
        String year = digits.substring(0, 4);
        if (digits.length() < 6) {
            return year;
        }
        LocalDate day = LocalDate.of(part(digits, 0, 4), part(digits, 4, 6), Math.max(1, part(digits, 6, 8)));
        return digits.length() < 8 ? day.toString().substring(0, 7) : day.toString();
    }

    private static String dateTime(String digits, ZoneId zone, String offset) {
        LocalDateTime time = LocalDateTime.of(
                part(digits, 0, 4),
                part(digits, 4, 6),
                part(digits, 6, 8),
                part(digits, 8, 10),
                part(digits, 10, 12),
                part(digits, 12, 14));
        ZoneOffset at = offset.isEmpty() ? zone.getRules().getOffset(time) : ZoneOffset.of(offset);
        String seconds = time.getSecond() == 0 ? ":00" : "";
        return time + seconds + at.getId();
    }

    /** Digits from an index to another; 0 where there are none. */
    private static int part(String digits, int from, int to) {
        return digits.length() < to ? 0 : Integer.parseInt(digits, from, to, 10);
    }

    private static boolean digitsOnly(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
