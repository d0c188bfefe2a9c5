package org.radiologygpt.fhir;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;

/** Times as FHIR writes them, the same on every machine: instants in UTC with a Z, and what a message says as it says it. */
final class Times {
    private Times() {}

    static DateTimeType dateTime(Instant time) {
        return new DateTimeType(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static InstantType instant(Instant time) {
        return new InstantType(time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /**
     * A period between two ISO 8601 times, either of which may be empty. Both get the precision of the coarser one, as they
     * must be comparable; an end before the start is left out.
     */
    static Period period(String start, String end) {
        Period period = new Period();
        if (start.isEmpty() || end.isEmpty()) {
            return period.setStartElement(element(start)).setEndElement(element(end));
        }
        int precision = start.length() > 10 && end.length() > 10
                ? Math.max(start.length(), end.length())
                : Math.min(start.length(), end.length());
        String from = cut(start, precision);
        String to = cut(end, precision);
        period.setStartElement(element(from));
        return before(to, from) ? period : period.setEndElement(element(to));
    }

    private static String cut(String time, int precision) {
        return time.length() > precision ? time.substring(0, precision) : time;
    }

    private static boolean before(String one, String other) {
        return one.length() > 10
                ? OffsetDateTime.parse(one).isBefore(OffsetDateTime.parse(other))
                : one.compareTo(other) < 0;
    }

    private static DateTimeType element(String time) {
        return time.isEmpty() ? null : new DateTimeType(time);
    }
}
