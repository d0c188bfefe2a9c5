package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** Finds what its form gives away: every row of {@link SafeHarborPattern}. */
final class SafeHarbor implements Finder {
    @Override
    public List<Span> find(Text text) {
        List<Span> spans = new ArrayList<>();
        for (SafeHarborPattern row : SafeHarborPattern.values()) {
            row.pattern().matcher(text.value()).results().forEach(match -> spans.add(span(row.kind(), match)));
        }
        return spans;
    }

    private static Span span(PhiKind kind, MatchResult match) {
        int group = 0;
        for (int candidate = match.groupCount(); candidate > 0; candidate--) {
            group = match.group(candidate) == null ? group : candidate;
        }
        return new Span(match.start(group), match.end(group), kind, Folding.compact(match.group(group)));
    }
}
