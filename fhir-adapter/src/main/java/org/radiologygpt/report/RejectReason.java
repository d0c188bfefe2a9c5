package org.radiologygpt.report;

import java.util.Locale;

/** Why a message could not be read as a report. The code is what {@code radiology.errors} and the commands carry. */
public enum RejectReason {
    EMPTY_MESSAGE,
    TOO_LARGE,
    NOT_TEXT,
    WRONG_ENCODING,
    NO_MSH_SEGMENT,
    MALFORMED_HL7,
    TRUNCATED,
    UNSUPPORTED_MESSAGE_TYPE,
    NO_PID_SEGMENT,
    NO_OBR_SEGMENT,
    NO_ACCESSION,
    UNKNOWN_STATUS,
    MALFORMED_JSON,
    NOT_FHIR,
    NOT_A_DIAGNOSTIC_REPORT,
    INVALID_FHIR,
    /** One message has one outcome: which of several reports it would be about nobody says. */
    SEVERAL_REPORTS,
    /** A fault of ours while reading: the message is kept for replay. */
    READER_FAULT;

    /** Lower case, as {@code no_msh_segment}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
