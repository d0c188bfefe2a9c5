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
    /** Drafting was switched off before it was known to be stored, or with the wish to take stored drafts back. */
    STOPPED,
    /** Its site, modality, reader, procedure or label was opted out before it was known to be stored. */
    OPTED_OUT,
    /** The patient's record was merged into another (ADT A40): the draft may name the wrong person. */
    MERGED;

    /** True where no draft is wanted any more, although the report itself may have one. */
    boolean stopsDrafting() {
        return this == STOPPED || this == OPTED_OUT || this == EXPIRED;
    }

    /** What a message is told whose draft was given up for this. */
    SkipReason skip() {
        return switch (this) {
            case STOPPED -> SkipReason.STOPPED;
            case OPTED_OUT -> SkipReason.OPTED_OUT;
            case EXPIRED -> SkipReason.EXPIRED;
            case MERGED -> SkipReason.PATIENT_MERGED;
            case SIGNED, WITHDRAWN, NEWER_VERSION, REJECTED -> SkipReason.SUPERSEDED;
        };
    }

    /** Lower case, as {@code newer_version}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
