package org.radiologygpt.report;

import java.util.Comparator;
import java.util.Locale;

/** How soon a report is wanted, the most urgent last (HL7 table 0485; FHIR request-priority). */
public enum Urgency {
    ROUTINE,
    URGENT,
    ASAP,
    STAT;

    /** The most urgent of a report's orders (TQ1-9, OBR-27, OBR-5, or ServiceRequest.priority). */
    public static Urgency of(RadiologyReport report) {
        return report.details().orders().stream()
                .map(OrderedStudy::priority)
                .map(Urgency::of)
                .max(Comparator.naturalOrder())
                .orElse(ROUTINE);
    }

    /** The urgency of a code; routine where the code is unknown or says so. */
    static Urgency of(String code) {
        return switch (code.strip().toUpperCase(Locale.ROOT)) {
            case "S", "STAT" -> STAT;
            case "A", "C", "ASAP" -> ASAP;
            case "T", "URGENT" -> URGENT;
            default -> ROUTINE;
        };
    }
}
