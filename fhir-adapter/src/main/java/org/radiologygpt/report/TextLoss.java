package org.radiologygpt.report;

import java.util.Locale;

/** Where characters of a received text went that stand in no section and in no heading. */
public enum TextLoss {
    /** Marks of repetition, read as line ends. */
    REPETITION_MARK,
    /** Marks between the components of a coded or structured value. */
    COMPONENT_MARK,
    /** Codes and coding systems of a coded value that has a text. */
    CODE,
    /** Escape sequences, less the characters that they mean. */
    ESCAPE,
    /** HL7's null, two quotation marks. */
    NULL_VALUE,
    /** RTF, HTML, Base64 and hexadecimal notation around a text. */
    MARKUP,
    /** PDF, image, structured document or other data that is no text. */
    ATTACHMENT,
    /** A text attachment that is damaged or too large to be read. */
    UNREADABLE_ATTACHMENT,
    /** A pointer to something outside the message. */
    POINTER,
    /** Text of one element of a FHIR message that another one has word for word. */
    REPEATED,
    /** Text of a FHIR message that is not this report's own words: a narrative that renders the elements, others' results. */
    NOT_READ;

    /** Lower case, as {@code repetition_mark}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
