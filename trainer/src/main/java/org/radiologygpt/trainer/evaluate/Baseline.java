package org.radiologygpt.trainer.evaluate;

import java.util.List;
import java.util.function.Function;
import org.radiologygpt.trainer.corpus.Pair;

/** What writes an impression without a model. A model that is not better has learned nothing. */
enum Baseline {
    /** The most frequent impression of the training part, for every report. */
    CONSTANT("constant", true) {
        @Override
        Function<Pair, String> writer(List<Pair> training) {
            String most = mostFrequent(training);
            return pair -> most;
        }
    },

    /** The first sentence of the findings. */
    FIRST_SENTENCE("firstSentence", false) {
        @Override
        Function<Pair, String> writer(List<Pair> training) {
            return pair -> lead(pair, 1);
        }
    },

    /** The first three sentences of the findings. */
    LEAD_3("lead3", false) {
        @Override
        Function<Pair, String> writer(List<Pair> training) {
            return pair -> lead(pair, 3);
        }
    },

    /** The impression of the training report with the most similar findings. */
    NEAREST("nearest", true) {
        @Override
        Function<Pair, String> writer(List<Pair> training) {
            NearestReport nearest = new NearestReport(training);
            return pair -> nearest.to(pair.findings()).impression();
        }
    };

    private final String key;
    private final boolean needsTraining;

    Baseline(String key, boolean needsTraining) {
        this.key = key;
        this.needsTraining = needsTraining;
    }

    /** Its name in the figures. */
    String key() {
        return key;
    }

    boolean availableWith(List<Pair> training) {
        return !needsTraining || !training.isEmpty();
    }

    /** Writes impressions; {@code training} may be empty where {@link #availableWith} says so. */
    abstract Function<Pair, String> writer(List<Pair> training);

    /** Of equally frequent ones the first in the alphabet. */
    private static String mostFrequent(List<Pair> training) {
        return Leading.mostFrequent(training.stream().map(Pair::impression).toList());
    }

    private static String lead(Pair pair, int sentences) {
        return Leading.sentences(pair.findings(), sentences);
    }
}
