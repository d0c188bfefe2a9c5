package org.radiologygpt.hl7v2;

import java.util.Arrays;
import java.util.Optional;
import org.radiologygpt.report.ReportStatus;

/** Events of MDM messages, HL7 table 0003, and what a document that is signed is after them. */
enum DocumentEvent {
    T01("original, notification", ReportStatus.FINAL),
    T02("original with content", ReportStatus.FINAL),
    T03("status change, notification", ReportStatus.FINAL),
    T04("status change with content", ReportStatus.FINAL),
    T05("addendum, notification", ReportStatus.APPENDED),
    T06("addendum with content", ReportStatus.APPENDED),
    T07("edit, notification", ReportStatus.AMENDED),
    T08("edit with content", ReportStatus.AMENDED),
    T09("replacement, notification", ReportStatus.CORRECTED),
    T10("replacement with content", ReportStatus.CORRECTED),
    T11("cancellation", ReportStatus.CANCELLED);

    private final String meaning;
    private final ReportStatus signed;

    DocumentEvent(String meaning, ReportStatus signed) {
        this.meaning = meaning;
        this.signed = signed;
    }

    String meaning() {
        return meaning;
    }

    /** Status of a document that is authenticated. */
    ReportStatus signed() {
        return signed;
    }

    /** By MSH-9.2; a message that names none is a new document. */
    static Optional<DocumentEvent> of(String event) {
        return event.isEmpty()
                ? Optional.of(T02)
                : Arrays.stream(values())
                        .filter(row -> row.name().equals(event))
                        .findFirst();
    }
}
