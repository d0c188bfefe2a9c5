package org.radiologygpt.hl7v2;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.ReportStatus;

/** TXA-17, HL7 table 0271, document completion status, and the words that senders write instead. */
enum DocumentStatus {
    DI(ReportStatus.PRELIMINARY, "DICTATED"),
    DO(ReportStatus.PRELIMINARY, "DOCUMENTED", "TRANSCRIBED"),
    IN(ReportStatus.PARTIAL, "INCOMPLETE"),
    IP(ReportStatus.PARTIAL, "IN PROGRESS"),
    PA(ReportStatus.PRELIMINARY, "PRE AUTHENTICATED", "PREAUTHENTICATED"),
    AU(ReportStatus.FINAL, "AUTHENTICATED", "SIGNED", "FINAL"),
    LA(ReportStatus.FINAL, "LEGALLY AUTHENTICATED");

    private final ReportStatus status;
    private final List<String> words;

    DocumentStatus(ReportStatus status, String... words) {
        this.status = status;
        this.words = List.of(words);
    }

    List<String> words() {
        return words;
    }

    /** What the event has made of a signed document; an unsigned one is still being dictated, whatever the event. */
    ReportStatus after(DocumentEvent event) {
        return status == ReportStatus.FINAL ? event.signed() : status;
    }

    /** By code or word, in any case; empty where the table has none. */
    static Optional<DocumentStatus> of(String value) {
        String wanted = StatusWord.of(value);
        return Arrays.stream(values())
                .filter(row -> row.name().equals(wanted) || row.words.contains(wanted))
                .findFirst();
    }
}
