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
    /** The same message, or the same findings, came before and had its draft. */
    DUPLICATE,
    /** A newer version of the report is known already. */
    OLDER_VERSION,
    /** Its draft was given up: a radiologist's report, or a newer version, was faster. */
    SUPERSEDED,
    /** Drafting is switched off. */
    STOPPED,
    /** The site, modality, reader, procedure or label is opted out of drafting. */
    OPTED_OUT,
    /** It waited so long that nobody waits for its draft any more. */
    EXPIRED,
    /** A merge of patients; or a report whose draft was given up for one. */
    PATIENT_MERGED,
    /** A review of a draft; it is noted. */
    DRAFT_REVIEWED,
    /** A review of a draft that no longer counts: another took its place, or it was taken back. */
    OLDER_DRAFT,
    /** A review of a draft that nobody remembers. */
    UNKNOWN_DRAFT,
    /** A review task that nobody has dealt with yet, or that was given up. */
    NOT_REVIEWED;

    /** Lower case, as {@code has_impression}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
