package org.radiologygpt.hl7v2;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HL7 times: {@code YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ]}, and the ISO form that some senders write. */
final class Timestamps {
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4})(?:-?(\\d{2}))?(?:-?(\\d{2}))?(?:[T ]?(\\d{2}))?(?::?(\\d{2}))?(?::?(\\d{2})(?:\\.(\\d{1,9}))?)?"
                    + "\\s?(Z|[+-]\\d{2}:?\\d{2})?");

    private Timestamps() {}

    /** The instant; a time without an offset is in the given zone, absent parts are the lowest. */
    static Optional<Instant> instant(String value, ZoneId zone) {
        return parsed(value).flatMap(time -> {
            try {
                ZoneId at = time.group(8) == null ? zone : ZoneOffset.of(time.group(8));
                return Optional.of(dateTime(time).atZone(at).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** The date as written; empty where it has no day. */
    static Optional<LocalDate> date(String value) {
        return parsed(value).filter(time -> time.group(3) != null).flatMap(time -> {
            try {
                return Optional.of(dateTime(time).toLocalDate());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Matcher> parsed(String value) {
        Matcher matcher = TIME.matcher(value.strip());
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static LocalDateTime dateTime(Matcher time) {
        String fraction = time.group(7) == null ? "0" : time.group(7);
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        return LocalDateTime.of(
                part(time, 1, 1),
                part(time, 2, 1),
                part(time, 3, 1),
                part(time, 4, 0),
                part(time, 5, 0),
                part(time, 6, 0),
                nanos);
    }

    private static int part(Matcher time, int group, int otherwise) {
        return time.group(group) == null ? otherwise : Integer.parseInt(time.group(group));
    }
}
