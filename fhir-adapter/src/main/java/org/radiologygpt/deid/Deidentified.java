package org.radiologygpt.deid;

import java.util.List;

/**
 * A text without identifiers.
 *
 * @param text the text that may leave
 * @param removed what was removed, in the order of the original text
 * @param map what the placeholders stand for; empty for the other renderings
 */
public record Deidentified(String text, List<Removed> removed, PlaceholderMap map) {
    public Deidentified {
        removed = List.copyOf(removed);
    }

    /** Without the text: it may stand in a log by accident. */
    @Override
    public String toString() {
        return "Deidentified[removed=" + removed.size() + "]";
    }
}
