package org.radiologygpt.hl7v2;

import static org.radiologygpt.hl7v2.AckVerdict.ERROR;
import static org.radiologygpt.hl7v2.AckVerdict.REJECTED;
import static org.radiologygpt.hl7v2.AckVerdict.UNAVAILABLE;
import static org.radiologygpt.hl7v2.ErrorCondition.APPLICATION_INTERNAL_ERROR;
import static org.radiologygpt.hl7v2.ErrorCondition.DATA_TYPE_ERROR;
import static org.radiologygpt.hl7v2.ErrorCondition.REQUIRED_FIELD_MISSING;
import static org.radiologygpt.hl7v2.ErrorCondition.SEGMENT_SEQUENCE_ERROR;
import static org.radiologygpt.hl7v2.ErrorCondition.TABLE_VALUE_NOT_FOUND;

import java.util.Arrays;
import java.util.Locale;
import org.radiologygpt.report.RejectReason;

/** Why a message is not taken, and how a sender is told: the verdict, the condition and the place of MSA and ERR. */
public enum AckReason {
    EMPTY_MESSAGE(ERROR, SEGMENT_SEQUENCE_ERROR, "", 0),
    TOO_LARGE(ERROR, APPLICATION_INTERNAL_ERROR, "", 0),
    NOT_TEXT(ERROR, DATA_TYPE_ERROR, "", 0),
    WRONG_ENCODING(ERROR, TABLE_VALUE_NOT_FOUND, "MSH", 18),
    NO_MSH_SEGMENT(ERROR, SEGMENT_SEQUENCE_ERROR, "MSH", 0),
    MALFORMED_HL7(ERROR, SEGMENT_SEQUENCE_ERROR, "", 0),
    TRUNCATED(ERROR, SEGMENT_SEQUENCE_ERROR, "", 0),
    NO_OBR_SEGMENT(ERROR, SEGMENT_SEQUENCE_ERROR, "OBR", 0),
    NO_ACCESSION(ERROR, REQUIRED_FIELD_MISSING, "OBR", 3),
    UNSUPPORTED_MESSAGE_TYPE(REJECTED, ErrorCondition.UNSUPPORTED_MESSAGE_TYPE, "MSH", 9),
    UNSUPPORTED_EVENT(REJECTED, ErrorCondition.UNSUPPORTED_EVENT_CODE, "MSH", 9),
    UNSUPPORTED_PROCESSING_ID(REJECTED, ErrorCondition.UNSUPPORTED_PROCESSING_ID, "MSH", 11),
    READER_FAULT(UNAVAILABLE, APPLICATION_INTERNAL_ERROR, "", 0),
    STORAGE_UNAVAILABLE(UNAVAILABLE, APPLICATION_INTERNAL_ERROR, "", 0);

    private final AckVerdict verdict;
    private final ErrorCondition condition;
    private final String segment;
    private final int field;

    AckReason(AckVerdict verdict, ErrorCondition condition, String segment, int field) {
        this.verdict = verdict;
        this.condition = condition;
        this.segment = segment;
        this.field = field;
    }

    /** Lower case, as {@code no_accession}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public AckVerdict verdict() {
        return verdict;
    }

    ErrorCondition condition() {
        return condition;
    }

    /** Segment at fault, or empty. */
    String segment() {
        return segment;
    }

    /** Field at fault, or 0. */
    int field() {
        return field;
    }

    /** The reason of this name; what a receiver need not tell apart is a fault of the reader. */
    static AckReason of(RejectReason reason) {
        return Arrays.stream(values())
                .filter(row -> row.name().equals(reason.name()))
                .findFirst()
                .orElse(READER_FAULT);
    }
}
