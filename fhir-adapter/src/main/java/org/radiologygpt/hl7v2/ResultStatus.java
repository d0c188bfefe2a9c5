package org.radiologygpt.hl7v2;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.ReportStatus;

/** OBR-25, HL7 table 0123, and the words that senders write instead. Y, Z and what is unknown have no status. */
enum ResultStatus {
    O(ReportStatus.REGISTERED, "ORDERED"),
    S(ReportStatus.REGISTERED, "SCHEDULED"),
    I(ReportStatus.REGISTERED, "IN PROGRESS", "IN PROCESS", "PENDING"),
    N(ReportStatus.REGISTERED),
    A(ReportStatus.PARTIAL, "PARTIAL", "SOME RESULTS"),
    R(ReportStatus.PARTIAL, "UNVERIFIED", "NOT VERIFIED", "UNSIGNED", "DICTATED", "TRANSCRIBED"),
    P(ReportStatus.PRELIMINARY, "PRELIM", "PRELIMINARY", "WET READ", "WETREAD", "DRAFT"),
    /** Corrected, not final: ours. */
    M(ReportStatus.PRELIMINARY, "CORRECTED NOT FINAL"),
    F(ReportStatus.FINAL, "FINAL", "FINALIZED", "FINALISED", "SIGNED", "VERIFIED"),
    C(ReportStatus.CORRECTED, "CORRECTED", "CORRECTION", "AMENDED", "ADDENDUM"),
    X(ReportStatus.CANCELLED, "CANCELLED", "CANCELED");

    private final ReportStatus status;
    private final List<String> words;

    ResultStatus(ReportStatus status, String... words) {
        this.status = status;
        this.words = List.of(words);
    }

    ReportStatus status() {
        return status;
    }

    List<String> words() {
        return words;
    }

    /** By code or word, in any case; empty where the table has none. */
    static Optional<ResultStatus> of(String value) {
        String wanted = StatusWord.of(value);
        return Arrays.stream(values())
                .filter(row -> row.name().equals(wanted) || row.words.contains(wanted))
                .findFirst();
    }
}
