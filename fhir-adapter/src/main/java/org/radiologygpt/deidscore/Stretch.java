package org.radiologygpt.deidscore;

/**
 * A part of a text.
 *
 * @param start offset of its first character, in UTF-16 units
 * @param end offset behind its last character
 */
public record Stretch(int start, int end) {
    public Stretch {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a stretch needs 0 <= start < end, not " + start + " and " + end);
        }
    }

    /** True where both share a character. */
    public boolean overlaps(Stretch other) {
        return start < other.end && other.start < end;
    }
}
