package org.radiologygpt.routes.writeback;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.Review;
import org.radiologygpt.hl7v2.OruWriter;
import org.radiologygpt.report.RadiologyReport;

/** ORU^R01: a draft is preliminary, a withdrawal cancelled. A review has no message: the signed report is one. */
public final class OruFormat implements DraftFormat {
    private final OruWriter writer;

    public OruFormat(OruWriter writer) {
        this.writer = writer;
    }

    @Override
    public Optional<byte[]> draft(RadiologyReport report, Draft draft, String origin) {
        return writer.draft(report, draft);
    }

    @Override
    public byte[] withdrawal(String idempotencyKey, CancelReason reason, String cause) {
        return writer.withdrawal(idempotencyKey, reason, cause);
    }

    @Override
    public Optional<byte[]> review(String idempotencyKey, Review review) {
        return Optional.empty();
    }
}
