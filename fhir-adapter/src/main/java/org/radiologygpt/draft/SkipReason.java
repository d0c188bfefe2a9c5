package org.radiologygpt.draft;

import java.util.Locale;

/** Why a readable report needs no draft. */
public enum SkipReason {
    /** The report is not from radiology (OBR-24, category). */
    NOT_RADIOLOGY,
    /** Registered only: nothing dictated yet. */
    NOT_YET_DICTATED,
    /** Final, amended, corrected or appended. */
    FINAL_REPORT,
    CANCELLED_REPORT,
    HAS_IMPRESSION,
    NO_FINDINGS,
    /** Findings of several examinations: one draft would mix them. */
    SEVERAL_STUDIES,
    /** The same version of the report has been drafted already. */
    DUPLICATE;

    /** Lower case, as {@code has_impression}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
