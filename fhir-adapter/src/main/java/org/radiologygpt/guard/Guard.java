package org.radiologygpt.guard;

import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** One check of a drafted impression against the report it was drafted from. Pure, deterministic, thread-safe. */
public interface Guard {

    /** Name in verdicts and policy, as {@code laterality}. */
    String name();

    /**
     * Checks a draft.
     *
     * @param impression the drafted text, placeholders restored
     * @param report the report, as received
     * @return this guard's verdict; its detail holds no identifier of the patient
     */
    GuardVerdict check(String impression, RadiologyReport report);
}
