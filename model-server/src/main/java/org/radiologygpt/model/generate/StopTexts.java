package org.radiologygpt.model.generate;

import java.util.List;

/**
 * Watches an answer for its stop texts, which may lie across tokens. Text that may be the beginning of a stop text is
 * held back until it is certain that it is none. The result does not depend on how the text was cut into pieces: the
 * stop text that is complete first ends the answer, the longest where two end together.
 */
final class StopTexts {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    StopTexts(List<String> stops) {
        this.stops = stops;
    }

    /** Whether a stop text has come. */
    boolean stopped() {
        return stopped;
    }

    /** Takes a piece and gives the text that certainly belongs to the answer. */
    String add(String piece) {
        StringBuilder certain = new StringBuilder();
        for (int i = 0; i < piece.length() && !stopped; i++) {
            held.append(piece.charAt(i));
            int cut = longestStop();
            stopped = cut > 0;
            release(certain, stopped ? cut : longestBeginning());
        }
        if (stopped) {
            held.setLength(0);
        }
        return certain.toString();
    }

    /** What is still held back, at the end of the answer. */
    String finish() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    private void release(StringBuilder certain, int keep) {
        certain.append(held, 0, held.length() - keep);
        held.delete(0, held.length() - keep);
    }

    private int longestStop() {
        int longest = 0;
        for (String stop : stops) {
            if (stop.length() > longest && endsWith(stop, stop.length())) {
                longest = stop.length();
            }
        }
        return longest;
    }

    private int longestBeginning() {
        int longest = 0;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
                if (endsWith(stop, n)) {
                    longest = n;
                }
            }
        }
        return longest;
    }

    private boolean endsWith(String stop, int length) {
        int start = held.length() - length;
        if (start < 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (held.charAt(start + i) != stop.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
