package org.radiologygpt.draft;

/**
 * A place in a text, counted in UTF-16 units from 0.
 *
 * @param start first unit
 * @param end behind the last unit
 */
public record TextSpan(int start, int end) {
    public TextSpan {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span from " + start + " to " + end);
        }
    }
}
