package org.radiologygpt.hl7v2;

import java.util.Arrays;
import java.util.Optional;
import org.radiologygpt.report.ReportStatus;

/** TXA-19, HL7 table 0273, document availability status. */
enum DocumentAvailability {
    AV(Optional.empty()),
    /** Deleted. */
    CA(Optional.of(ReportStatus.ENTERED_IN_ERROR)),
    /** Obsolete: another document takes its place. */
    OB(Optional.of(ReportStatus.CANCELLED)),
    /** Not yet for patient care, as unsigned documents are. */
    UN(Optional.empty());

    private final Optional<ReportStatus> overruling;

    DocumentAvailability(Optional<ReportStatus> overruling) {
        this.overruling = overruling;
    }

    /** The status that this gives a document whatever its completion; empty where the completion rules. */
    static Optional<ReportStatus> overruling(String code) {
        return Arrays.stream(values())
                .filter(row -> row.name().equalsIgnoreCase(code))
                .findFirst()
                .flatMap(row -> row.overruling);
    }
}
