package org.radiologygpt.model.score;

/**
 * A stretch of a text.
 *
 * @param start first UTF-16 code unit
 * @param end the one after its last
 */
record Span(int start, int end) {}
