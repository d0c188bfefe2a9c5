package org.radiologygpt.deid;

/**
 * Where an identifier stood.
 *
 * @param kind what it was
 * @param start offset of its first character in the original text, in UTF-16 units
 * @param end offset behind its last character
 */
public record Removed(PhiKind kind, int start, int end) {}
