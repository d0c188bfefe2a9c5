package org.radiologygpt.hl7v2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final Map<String, ResultStatus> BY_WORD = byWord();

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
        ResultStatus found = BY_WORD.get(value);
        return Optional.ofNullable(found != null ? found : BY_WORD.get(StatusWord.of(value)));
    }

    private static Map<String, ResultStatus> byWord() {
        Map<String, ResultStatus> rows = new HashMap<>();
        for (ResultStatus row : values()) {
            rows.putIfAbsent(row.name(), row);
            row.words.forEach(word -> rows.putIfAbsent(word, row));
        }
        return rows;
    }
}
