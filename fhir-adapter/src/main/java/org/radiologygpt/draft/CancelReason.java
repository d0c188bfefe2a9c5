package org.radiologygpt.draft;

import java.util.Locale;

/** Why a stored draft is no longer open. */
public enum CancelReason {
    /** A radiologist has signed the report. */
    SIGNED,
    /** The report was cancelled, or entered in error. */
    WITHDRAWN,
    /** Its findings were replaced by a newer version of the report. */
    NEWER_VERSION,
    /** A radiologist rejected it. */
    REJECTED,
    /** Nobody reviewed it in time. */
    EXPIRED,
    /** Drafting was switched off before it was known to be stored. */
    STOPPED,
    /** The patient's record was merged into another (ADT A40): the draft may name the wrong person. */
    MERGED;

    /** Lower case, as {@code newer_version}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
