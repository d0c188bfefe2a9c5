package org.radiologygpt.hl7v2;

import org.radiologygpt.report.ReportStatus;

/** How far a report or a line of it has come, in rising order. */
enum Finality {
    REGISTERED,
    DICTATED,
    SIGNED;

    static Finality of(ReportStatus status) {
        return switch (status) {
            case REGISTERED -> REGISTERED;
            case PARTIAL, PRELIMINARY -> DICTATED;
            case FINAL, AMENDED, CORRECTED, APPENDED, CANCELLED, ENTERED_IN_ERROR -> SIGNED;
        };
    }
}
