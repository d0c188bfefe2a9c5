package org.radiologygpt.deidscore;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.radiologygpt.deid.PhiKind;

/** The figures of many texts, summed one by one; holds counts alone, no text. Not thread-safe. */
public final class DeidScore {
    private final Map<PhiKind, KindFigures> kinds = new EnumMap<>(PhiKind.class);
    private final Map<PhiKind, Long> lostByKind = new EnumMap<>(PhiKind.class);
    private final Map<String, Ratio> forms = new TreeMap<>();
    private final Map<PhiKind, Map<PhiKind, Long>> removedAs = new EnumMap<>(PhiKind.class);
    private KindFigures all = KindFigures.NONE;
    private Ratio clean = Ratio.NONE;
    private Ratio knownExact = Ratio.NONE;
    private Ratio knownExactAlone = Ratio.NONE;
    private Ratio known = Ratio.NONE;
    private Ratio unknown = Ratio.NONE;
    private Ratio lost = Ratio.NONE;
    private Ratio kept = Ratio.NONE;
    private Ratio withheld = Ratio.NONE;

    /** Adds one text. */
    public void add(ReportScore score) {
        withheld = withheld.plus(false);
        score.spans().forEach(this::span);
        score.removals().forEach(this::removal);
        score.tokens().forEach(this::token);
        score.terms().forEach(term -> kept = kept.plus(term.kept()));
        clean = clean.plus(score.leaks().isEmpty());
    }

    /** Adds a text that the de-identifier would not give out: it leaks nothing, and is in no other figure. */
    public void addWithheld() {
        withheld = withheld.plus(true);
    }

    private void span(ReportScore.SpanResult result) {
        LabelledSpan span = result.span();
        all = all.span(result);
        kinds.merge(span.kind(), KindFigures.NONE.span(result), (before, one) -> before.span(result));
        forms.merge(
                span.kind() + " " + span.form(),
                Ratio.NONE.plus(result.found()),
                (before, one) -> before.plus(result.found()));
        result.as().ifPresent(as -> removedAs
                .computeIfAbsent(span.kind(), kind -> new EnumMap<>(PhiKind.class))
                .merge(as, 1L, Long::sum));
        if (!span.known()) {
            unknown = unknown.plus(result.found());
            return;
        }
        known = known.plus(result.found());
        if (result.exact()) {
            knownExact = knownExact.plus(result.found());
            knownExactAlone = result.word() ? knownExactAlone : knownExactAlone.plus(result.found());
        }
    }

    private void removal(ReportScore.Removal removal) {
        all = all.removal(removal);
        kinds.merge(removal.kind(), KindFigures.NONE.removal(removal), (before, one) -> before.removal(removal));
    }

    private void token(ReportScore.TokenResult token) {
        token.kind().ifPresent(kind -> {
            all = all.labelledToken(token);
            kinds.merge(kind, KindFigures.NONE.labelledToken(token), (before, one) -> before.labelledToken(token));
        });
        token.removed().ifPresent(kind -> {
            all = all.removedToken(token);
            kinds.merge(kind, KindFigures.NONE.removedToken(token), (before, one) -> before.removedToken(token));
        });
        if (token.kind().isEmpty()) {
            lost = lost.plus(token.removed().isPresent());
            token.removed().ifPresent(kind -> lostByKind.merge(kind, 1L, Long::sum));
        }
    }

    /** Figures over all kinds. */
    public KindFigures all() {
        return all;
    }

    /** Figures of each kind that was labelled or removed. */
    public Map<PhiKind, KindFigures> kinds() {
        return Map.copyOf(kinds);
    }

    /** Spans removed whole, by kind and written form, as {@code NAME last_first_comma}. */
    public Map<String, Ratio> forms() {
        return new TreeMap<>(forms);
    }

    /** Labelled kind to kinds under which it was removed. */
    public Map<PhiKind, Map<PhiKind, Long>> removedAs() {
        return Map.copyOf(removedAs);
    }

    /** Texts without any leak. */
    public Ratio clean() {
        return clean;
    }

    /** Spans of which something was left, for each thousand texts. */
    public double leaksPerThousand() {
        return clean.whole() == 0
                ? 0
                : 1000.0 * (all.recall().whole() - all.recall().part()) / clean.whole();
    }

    /** Known identifiers in their plain writings that were removed: the value itself, a whole name in either order. */
    public Ratio knownExact() {
        return knownExact;
    }

    /** The same without names that are also words of reports, where the context decides. */
    public Ratio knownExactAlone() {
        return knownExactAlone;
    }

    /** Known identifiers that were removed, in all written forms. */
    public Ratio known() {
        return known;
    }

    /** Identifiers that no message named, and that were removed. */
    public Ratio unknown() {
        return unknown;
    }

    /** Tokens removed among those that are no identifier's: over-redaction. */
    public Ratio lost() {
        return lost;
    }

    /** The same by the kind that they were taken for. */
    public Map<PhiKind, Long> lostByKind() {
        return Map.copyOf(lostByKind);
    }

    /** Clinical words that look like identifiers and were kept. */
    public Ratio kept() {
        return kept;
    }

    /** Texts that the de-identifier would not give out. */
    public Ratio withheld() {
        return withheld;
    }
}
