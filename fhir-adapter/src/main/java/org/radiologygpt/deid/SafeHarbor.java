package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;

/** Finds what its form gives away: every row of {@link SafeHarborPattern}. */
final class SafeHarbor implements Finder {
    private static final AnchoredForms<SafeHarborPattern> FORMS = forms();

    /** A span and the row that found it. */
    private record Row(SafeHarborPattern pattern, Span span) {}

    /** In the order of rows: where two overlap, the earlier names the kind. */
    @Override
    public List<Span> find(Text text) {
        List<Row> found = new ArrayList<>();
        FORMS.find(text, (row, match) -> found.add(new Row(row, span(row.kind(), match))));
        found.sort(Comparator.comparing(Row::pattern));
        return found.stream().map(Row::span).toList();
    }

    private static AnchoredForms<SafeHarborPattern> forms() {
        AnchoredForms<SafeHarborPattern> forms = new AnchoredForms<>();
        for (SafeHarborPattern row : SafeHarborPattern.values()) {
            forms.with(row.anchor(), row.pattern(), row);
        }
        return forms;
    }

    private static Span span(PhiKind kind, MatchResult match) {
        int group = 0;
        for (int candidate = match.groupCount(); candidate > 0; candidate--) {
            group = match.group(candidate) == null ? group : candidate;
        }
        return new Span(match.start(group), match.end(group), kind, Folding.compact(match.group(group)));
    }
}
