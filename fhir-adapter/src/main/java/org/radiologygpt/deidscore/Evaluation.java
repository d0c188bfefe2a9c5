package org.radiologygpt.deidscore;

import java.util.Optional;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentifier;

/** Runs this project's de-identifier over labelled texts, one by one, and sums the figures. Not thread-safe. */
public final class Evaluation {
    private final Deidentifier deidentifier;
    private final DeidScore score = new DeidScore();

    /** An evaluation of nothing yet. */
    public Evaluation(Deidentifier deidentifier) {
        this.deidentifier = deidentifier;
    }

    /** Adds one text; empty where the de-identifier would not give it out. */
    public Optional<ReportScore> add(LabelledReport report) {
        try {
            ReportScore one = ReportScore.of(
                    report,
                    deidentifier.deidentify(report.text(), report.known()).removed());
            score.add(one);
            return Optional.of(one);
        } catch (DeidentificationException e) {
            score.addWithheld();
            return Optional.empty();
        }
    }

    /** The figures so far. */
    public DeidScore score() {
        return score;
    }
}
