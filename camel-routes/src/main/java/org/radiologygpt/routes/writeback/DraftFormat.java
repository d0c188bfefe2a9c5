package org.radiologygpt.routes.writeback;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.Review;
import org.radiologygpt.report.RadiologyReport;

/** The messages by which a receiver learns of drafts. */
public interface DraftFormat {

    /** A draft; empty where the receiver could not tell whose it is. */
    Optional<byte[]> draft(RadiologyReport report, Draft draft, String origin);

    /**
     * A draft taken back.
     *
     * @param cause the record that led to it, as {@code radiology.oru-0-17}
     */
    byte[] withdrawal(String idempotencyKey, CancelReason reason, String cause);

    /** A reviewed draft; empty where this format cannot say so. */
    Optional<byte[]> review(String idempotencyKey, Review review);
}
