package org.radiologygpt.hl7v2;

import java.util.Locale;

/** What was read leniently. The code stands in the report's warnings, with {@code =n} where it happened n times. */
public enum ReadWarning {
    /** Characters were lost before or while decoding: a draft from this text must be withheld. */
    CHARSET_GARBLED,
    /** The bytes are not in the encoding that MSH-18 names; another one fits. */
    CHARSET_CLAIM_WRONG,
    /** MSH-18 is empty and the bytes are not UTF-8. */
    CHARSET_GUESSED,
    /** MSH-18 names no encoding that is known. */
    CHARSET_UNKNOWN,
    /** Control characters in the text were dropped. */
    CONTROL_CHARACTERS,
    /** A line that begins no segment was joined to the segment before it. */
    CONTINUATION_LINE,
    VERSION_MISSING,
    VERSION_UNKNOWN,
    /** An escape sequence that HL7 does not define was kept as it stands. */
    UNKNOWN_ESCAPE,
    /** OBR-25 or OBX-11 holds a word and not a code. */
    STATUS_WORD,
    /** OBR-25 is empty; the least final OBX-11 was taken. */
    STATUS_FROM_LINES,
    /** OBR-25 and OBX-11 are empty; the source profile's default was taken. */
    STATUS_FROM_PROFILE,
    /** No status and no text: nothing is dictated, the report is taken as registered. */
    STATUS_ABSENT,
    /** OBX-11 holds no known status. */
    LINE_STATUS_UNKNOWN,
    /** A line of the report is less final than the report. */
    LINE_LESS_FINAL,
    /** A line marked D, W or X was left out of the report's sections and kept under ignored. */
    LINE_WITHDRAWN,
    /** Lines stood out of the order of their set ids. */
    LINES_REORDERED,
    /** Several OBR: one report for several orders. */
    SEVERAL_ORDERS,
    /** The orders of one message have different statuses; the first one rules. */
    ORDER_STATUSES_DIFFER,
    /** PDF, image or other encapsulated data that is no text was not read. */
    ATTACHMENT_NOT_READ,
    /** A text attachment is damaged or too large: a draft from the rest of the report must be withheld. */
    ATTACHMENT_UNREADABLE,
    /** A pointer to something outside the message (OBX-2 RP) was not followed. */
    REFERENCE_NOT_FOLLOWED,
    /** RTF or HTML was turned into plain text. */
    MARKUP_CONVERTED,
    /** OBX-2 holds no known data type; the value was read as text. */
    DATA_TYPE_UNKNOWN,
    /** The report has no text. */
    NO_TEXT,
    /** OBX-11 U and no text: the text that was sent before is final now. */
    FINAL_WITHOUT_TEXT,
    /** OBR-29 names a parent: the report adds to another one. */
    PARENT_ORDER,
    /** Neither OBR-22 nor MSH-7 holds a time. */
    NO_CLOCK,
    /** A time could not be read. */
    TIME_UNREADABLE,
    /** Text that is no message stood around the message. */
    TEXT_AROUND_MESSAGE;

    /** Lower case, as {@code charset_garbled}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
