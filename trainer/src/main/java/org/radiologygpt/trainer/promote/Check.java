package org.radiologygpt.trainer.promote;

import java.util.Map;
import java.util.TreeMap;

/**
 * One rule, applied.
 *
 * @param name of the rule
 * @param required whether the candidate is refused where it does not pass
 * @param figures what decided, by name
 */
public record Check(String name, boolean required, Result result, Map<String, Double> figures) {

    /** What came of it. */
    public enum Result {
        PASSED,
        FAILED,
        NOT_CHECKED
    }

    public Check {
        figures = new TreeMap<>(figures);
    }

    static Check of(String name, boolean required, boolean passed, Map<String, Double> figures) {
        return new Check(name, required, passed ? Result.PASSED : Result.FAILED, figures);
    }

    static Check notMade(String name, boolean required) {
        return new Check(name, required, Result.NOT_CHECKED, Map.of());
    }

    boolean refuses() {
        return required && result != Result.PASSED;
    }
}
