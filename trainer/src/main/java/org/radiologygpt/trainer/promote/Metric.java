package org.radiologygpt.trainer.promote;

import org.radiologygpt.trainer.evaluate.Scores;

/** What a candidate must be better at. */
public enum Metric {
    /** Mean ROUGE-L. */
    ROUGE_L("rougeL") {
        @Override
        double of(Scores scores, int[] drawn) {
            return scores.rougeL(drawn);
        }
    },

    /** Micro F1 of present chest findings. */
    FINDINGS_F1("findingsMicroF1") {
        @Override
        double of(Scores scores, int[] drawn) {
            return scores.findingsF1(drawn);
        }
    };

    private final String key;

    Metric(String key) {
        this.key = key;
    }

    /** Its name in figures. */
    public String key() {
        return key;
    }

    /** The figure of some reports, percent. */
    abstract double of(Scores scores, int[] drawn);
}
