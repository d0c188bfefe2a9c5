package org.radiologygpt.fhir;

import java.time.Duration;
import java.util.Objects;
import org.radiologygpt.report.ReportStatus;

/**
 * What a site decides about the drafts written into its FHIR server.
 *
 * @param banner words above every draft that say what it is; empty for none
 * @param status {@code preliminary}, or {@code partial} where preliminary is kept for a human's first read
 * @param engineName name of this engine as a Device
 * @param engineVersion its version
 * @param owner who is to review where the message names no reader, as {@code Radiology reading room}; may be empty
 * @param expiry time after which a draft is no longer worth reviewing
 * @param audit whether an AuditEvent (IHE BALP) goes with each draft and with each taking back
 * @param content what a draft consists of
 */
public record DraftSettings(
        String banner,
        ReportStatus status,
        String engineName,
        String engineVersion,
        String owner,
        Duration expiry,
        boolean audit,
        DraftContent content) {

    /** The words by which a reader recognises an unreviewed draft. */
    public static final String BANNER = "*** AI DRAFT - NOT REVIEWED BY A RADIOLOGIST ***";

    public DraftSettings {
        Objects.requireNonNull(banner, "banner");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(content, "content");
        if (status != ReportStatus.PRELIMINARY && status != ReportStatus.PARTIAL) {
            throw new IllegalArgumentException("status: a draft is preliminary or partial");
        }
        if (engineName.isBlank() || engineVersion.isBlank()) {
            throw new IllegalArgumentException("engineName, engineVersion: must not be blank");
        }
        if (expiry.isNegative() || expiry.isZero()) {
            throw new IllegalArgumentException("expiry: must be positive");
        }
    }

    /** Settings of drafts that are DiagnosticReports and nothing more. */
    public DraftSettings(
            String banner,
            ReportStatus status,
            String engineName,
            String engineVersion,
            String owner,
            Duration expiry,
            boolean audit) {
        this(banner, status, engineName, engineVersion, owner, expiry, audit, DraftContent.report());
    }

    /** Banner, preliminary, no owner, one day. */
    public static DraftSettings defaults(String engineVersion) {
        return new DraftSettings(
                BANNER, ReportStatus.PRELIMINARY, "Radiology-GPT", engineVersion, "", Duration.ofDays(1), false);
    }

    /** The same, with drafts that consist of something else. */
    public DraftSettings with(DraftContent other) {
        return new DraftSettings(banner, status, engineName, engineVersion, owner, expiry, audit, other);
    }

    /** A drafted text as readers see it: below the banner. */
    String shown(String impression) {
        return banner.isBlank() ? impression : banner.strip() + "\n\n" + impression;
    }
}
