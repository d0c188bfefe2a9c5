package org.radiologygpt.fhir;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;

/** Instants as FHIR writes them, always in UTC and with a Z: the same on every machine. */
final class Times {
    private Times() {}

    static DateTimeType dateTime(Instant time) {
        return new DateTimeType(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static InstantType instant(Instant time) {
        return new InstantType(time.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
