package org.radiologygpt.deidscore;

import java.util.Optional;

/**
 * Figures of one kind, or of all.
 *
 * <p>Recall counts labelled spans of the kind, removed as whatever kind; precision counts removals as the kind, whatever kind
 * is labelled there: under the wrong kind nothing leaks.
 *
 * @param recall labelled spans removed whole
 * @param precision removals that took an identifier
 * @param tokenRecall labelled tokens removed
 * @param tokenPrecision removed tokens that are labelled
 * @param sameKind found spans that were removed as their own kind
 */
public record KindFigures(Ratio recall, Ratio precision, Ratio tokenRecall, Ratio tokenPrecision, Ratio sameKind) {
    static final KindFigures NONE = new KindFigures(Ratio.NONE, Ratio.NONE, Ratio.NONE, Ratio.NONE, Ratio.NONE);

    KindFigures span(ReportScore.SpanResult result) {
        Ratio same = result.found()
                ? sameKind.plus(result.as().equals(Optional.of(result.span().kind())))
                : sameKind;
        return new KindFigures(recall.plus(result.found()), precision, tokenRecall, tokenPrecision, same);
    }

    KindFigures removal(ReportScore.Removal removal) {
        return new KindFigures(recall, precision.plus(removal.right()), tokenRecall, tokenPrecision, sameKind);
    }

    KindFigures labelledToken(ReportScore.TokenResult token) {
        return new KindFigures(recall, precision, tokenRecall.plus(token.gone()), tokenPrecision, sameKind);
    }

    KindFigures removedToken(ReportScore.TokenResult token) {
        return new KindFigures(
                recall, precision, tokenRecall, tokenPrecision.plus(token.kind().isPresent()), sameKind);
    }

    /** F1 by span. */
    public double f1() {
        return Ratio.f1(precision, recall);
    }

    /** F1 by token. */
    public double tokenF1() {
        return Ratio.f1(tokenPrecision, tokenRecall);
    }
}
