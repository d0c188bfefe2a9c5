package org.radiologygpt.hl7v2;

/**
 * One message that answers another.
 *
 * @param code MSA-1, as {@code AA}
 * @param bytes the message, not framed, in the encoding of the message it answers
 */
public record Acknowledgement(String code, byte[] bytes) {}
