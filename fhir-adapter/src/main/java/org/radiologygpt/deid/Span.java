package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An identifier found in a text.
 *
 * @param start offset of the first character
 * @param end offset behind the last
 * @param kind what it is
 * @param identity equal for equal values: the person, the day, the number without separators
 */
record Span(int start, int end, PhiKind kind, String identity) {

    /** Joins overlapping spans: everything found by anyone goes; what was found earlier in the list names the kind. */
    static List<Span> merged(List<Span> found) {
        List<Ranked> ordered = new ArrayList<>(found.size());
        for (Span span : found) {
            ordered.add(new Ranked(span, ordered.size()));
        }
        ordered.sort(Comparator.comparingInt(ranked -> ranked.span.start));
        List<Ranked> merged = new ArrayList<>();
        for (Ranked next : ordered) {
            Ranked last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || next.span.start >= last.span.end) {
                merged.add(next);
            } else {
                merged.set(merged.size() - 1, last.joined(next));
            }
        }
        return merged.stream().map(Ranked::span).toList();
    }

    private record Ranked(Span span, int rank) {
        Ranked joined(Ranked other) {
            Ranked first = rank <= other.rank ? this : other;
            int end = Math.max(span.end, other.span.end);
            return new Ranked(new Span(span.start, end, first.span.kind, first.span.identity), first.rank);
        }
    }
}
