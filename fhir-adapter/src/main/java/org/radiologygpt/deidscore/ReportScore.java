package org.radiologygpt.deidscore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deid.Removed;

/**
 * One text held against its answer key.
 *
 * <p>An identifier is found only where every letter and digit of it was removed. A removal is right where at least half of
 * its letters and digits are labelled; one that touches only what may stay or go is not counted. A token is a run of letters
 * and digits; it is an identifier's where any of it is labelled, and was lost where it is nobody's and any of it was removed.
 *
 * @param report the text
 * @param spans each labelled span and what became of it
 * @param removals each removal that counts
 * @param tokens its tokens
 * @param terms each clinical term and whether it was kept
 */
public record ReportScore(
        LabelledReport report,
        List<SpanResult> spans,
        List<Removal> removals,
        List<TokenResult> tokens,
        List<TermResult> terms) {

    /**
     * What became of one labelled span.
     *
     * @param as the kind under which it was removed, where it was touched at all
     * @param exact whether it is written as the message has it
     * @param word whether it is a name that is also a word of reports: its context decides
     */
    public record SpanResult(LabelledSpan span, boolean found, Optional<PhiKind> as, boolean exact, boolean word) {}

    /** One removal. */
    public record Removal(Stretch at, PhiKind kind, boolean right) {}

    /**
     * One token: of which kind it is, where it is labelled; of which kind a removal touched it; and whether nothing of what
     * is labelled in it is left.
     */
    public record TokenResult(Optional<PhiKind> kind, Optional<PhiKind> removed, boolean gone) {}

    /** One clinical term. */
    public record TermResult(ClinicalTerm term, boolean kept) {}

    /** Scores what a de-identifier removed. */
    public static ReportScore of(LabelledReport report, List<Removed> removed) {
        return new Scorer(report, removed).score();
    }

    /** Spans of which something was left. */
    public List<SpanResult> leaks() {
        return spans.stream().filter(result -> !result.found()).toList();
    }

    /** Removals that took what is nobody's identifier. */
    public List<Removal> wrong() {
        return removals.stream().filter(removal -> !removal.right()).toList();
    }

    private static final class Scorer {
        private final LabelledReport report;
        private final List<Removed> removed;
        private final BitSet labelled = new BitSet();
        private final BitSet either = new BitSet();
        private final BitSet gone = new BitSet();

        Scorer(LabelledReport report, List<Removed> removed) {
            this.report = report;
            this.removed = removed;
            report.spans()
                    .forEach(span -> labelled.set(span.at().start(), span.at().end()));
            report.either().forEach(stretch -> either.set(stretch.start(), stretch.end()));
            removed.forEach(span -> gone.set(span.start(), span.end()));
        }

        ReportScore score() {
            return new ReportScore(report, spans(), removals(), tokens(), terms());
        }

        private List<SpanResult> spans() {
            ExactForm exact = new ExactForm(report.known());
            return report.spans().stream()
                    .map(span -> new SpanResult(
                            span,
                            isGone(span.at()),
                            kindAt(span.at()),
                            exact.is(span.kind(), report.at(span.at())),
                            span.kind() == PhiKind.NAME && DeidAudit.isAlsoAWord(report.at(span.at()))))
                    .toList();
        }

        private boolean isGone(Stretch at) {
            for (int i = at.start(); i < at.end(); i++) {
                if (isWord(i) && !gone.get(i)) {
                    return false;
                }
            }
            return true;
        }

        private Optional<PhiKind> kindAt(Stretch at) {
            return removed.stream()
                    .filter(span -> at.start() < span.end() && span.start() < at.end())
                    .map(Removed::kind)
                    .findFirst();
        }

        private List<Removal> removals() {
            List<Removal> counted = new ArrayList<>();
            for (Removed span : removed) {
                int words = count(span, new BitSet(), false);
                int right = count(span, labelled, true);
                int free = count(span, either, true);
                if (right > 0 || free < words) {
                    boolean isRight = 2 * right >= words - free && right > 0;
                    counted.add(new Removal(new Stretch(span.start(), span.end()), span.kind(), isRight));
                }
            }
            return counted;
        }

        private int count(Removed span, BitSet among, boolean set) {
            int count = 0;
            for (int i = span.start(); i < span.end(); i++) {
                count += isWord(i) && among.get(i) == set ? 1 : 0;
            }
            return count;
        }

        private List<TokenResult> tokens() {
            List<TokenResult> tokens = new ArrayList<>();
            int length = report.text().length();
            for (int i = 0; i < length; i++) {
                int start = i;
                while (i < length && isWord(i)) {
                    i++;
                }
                if (i > start) {
                    token(new Stretch(start, i)).ifPresent(tokens::add);
                }
            }
            return tokens;
        }

        private Optional<TokenResult> token(Stretch at) {
            Optional<PhiKind> kind = report.spans().stream()
                    .filter(span -> span.at().overlaps(at))
                    .map(LabelledSpan::kind)
                    .findFirst();
            if (kind.isEmpty() && either.get(at.start())) {
                return Optional.empty();
            }
            boolean left = false;
            for (int i = at.start(); i < at.end(); i++) {
                left |= labelled.get(i) && !gone.get(i);
            }
            return Optional.of(new TokenResult(kind, kindAt(at), kind.isPresent() && !left));
        }

        private List<TermResult> terms() {
            return report.clinical().stream()
                    .map(term -> new TermResult(term, kindAt(term.at()).isEmpty()))
                    .toList();
        }

        private boolean isWord(int index) {
            char at = report.text().charAt(index);
            return Character.isLetterOrDigit(at) || Character.getType(at) == Character.NON_SPACING_MARK;
        }
    }
}
