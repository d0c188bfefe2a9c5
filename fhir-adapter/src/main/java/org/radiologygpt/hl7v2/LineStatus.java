package org.radiologygpt.hl7v2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.report.ReportStatus;

/** OBX-11, HL7 table 0085, and the words that senders write instead. */
enum LineStatus {
    F(ReportStatus.FINAL, true, "FINAL", "FINALIZED", "FINALISED", "SIGNED", "VERIFIED"),
    P(ReportStatus.PRELIMINARY, true, "PRELIM", "PRELIMINARY", "WET READ", "WETREAD", "DRAFT"),
    C(ReportStatus.CORRECTED, true, "CORRECTED", "CORRECTION"),
    A(ReportStatus.AMENDED, true, "AMENDED"),
    /** Posted as wrong. */
    W(ReportStatus.ENTERED_IN_ERROR, false, "ENTERED IN ERROR"),
    /** Delete this line from the assembled text. */
    D(ReportStatus.ENTERED_IN_ERROR, false, "DELETED"),
    X(ReportStatus.CANCELLED, false, "CANCELLED", "CANCELED"),
    /** Entered, not verified: ours. */
    R(ReportStatus.PRELIMINARY, true, "UNVERIFIED", "NOT VERIFIED", "UNSIGNED"),
    /** Preliminary becomes final without being sent again: ours. */
    U(ReportStatus.FINAL, true),
    /** Appended: ours. */
    B(ReportStatus.APPENDED, true, "APPENDED", "ADDENDUM"),
    /** Verified: ours. */
    V(ReportStatus.FINAL, true),
    /** Partial: ours. */
    S(ReportStatus.PRELIMINARY, true, "PARTIAL"),
    /** Not asked. */
    N(ReportStatus.REGISTERED, true),
    I(ReportStatus.REGISTERED, true, "IN PROGRESS", "PENDING"),
    O(ReportStatus.REGISTERED, true, "ORDERED"),
    /** OBX-11 is empty or unknown. */
    UNSTATED(ReportStatus.FINAL, true);

    private static final Map<String, LineStatus> BY_WORD = byWord();

    private final ReportStatus status;
    private final boolean stands;
    private final List<String> words;

    LineStatus(ReportStatus status, boolean stands, String... words) {
        this.status = status;
        this.stands = stands;
        this.words = List.of(words);
    }

    ReportStatus status() {
        return status;
    }

    /** False where the line is no longer part of the report. */
    boolean stands() {
        return stands;
    }

    List<String> words() {
        return words;
    }

    /** By code or word, in any case; empty where the table has none. */
    static Optional<LineStatus> of(String value) {
        LineStatus found = BY_WORD.get(value);
        return Optional.ofNullable(found != null ? found : BY_WORD.get(StatusWord.of(value)));
    }

    private static Map<String, LineStatus> byWord() {
        Map<String, LineStatus> rows = new HashMap<>();
        for (LineStatus row : values()) {
            rows.putIfAbsent(row.name(), row);
            row.words.forEach(word -> rows.putIfAbsent(word, row));
        }
        rows.remove(UNSTATED.name());
        return rows;
    }
}
