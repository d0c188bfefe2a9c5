package org.radiologygpt.trainer.evaluate;

import java.util.Set;
import java.util.TreeSet;
import org.radiologygpt.draft.GuardVerdict;

/**
 * The marks of one draft.
 *
 * @param draft the text
 * @param rougeL F1, 0 to 1
 * @param findings agreement of its present chest findings with the reference's
 * @param alarms guards that find something, and {@code withheld} where the routes would write no draft
 */
public record Scored(String draft, double rougeL, Findings findings, Set<String> alarms) {
    /** The alarm that stands for a draft that is not written. */
    public static final String WITHHELD = "withheld";

    /**
     * Counts of present findings.
     *
     * @param hits in draft and reference
     * @param errors in one of them alone
     */
    public record Findings(int hits, int errors) {}

    public Scored {
        alarms = Set.copyOf(alarms);
    }

    static Scored of(Answered answer, Agreement.Counts findings) {
        Set<String> alarms = new TreeSet<>();
        answer.alarms().stream().map(GuardVerdict::guard).forEach(alarms::add);
        if (answer.withheld()) {
            alarms.add(WITHHELD);
        }
        return new Scored(
                answer.text(),
                answer.rouge().longest(),
                new Findings(findings.hits(), findings.alarms() + findings.misses()),
                alarms);
    }
}
