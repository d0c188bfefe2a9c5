package org.radiologygpt.routes.writeback;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.report.RadiologyReport;

/**
 * Drafts that are sent and not kept. What was sent, the report's state remembers: a look-up finds nothing, and a draft
 * whose sending a crash left open is sent again under the same key. What is <em>not</em> guaranteed: that a receiver
 * gets a message once, or that the second says the same words.
 */
public final class SentDrafts implements DraftStore, AutoCloseable {
    private final DraftFeed feed;
    private final DraftFormat format;

    public SentDrafts(DraftFeed feed, DraftFormat format) {
        this.feed = feed;
        this.format = format;
    }

    @Override
    public Optional<StoredDraft> find(String idempotencyKey) {
        return Optional.empty();
    }

    @Override
    public StoredDraft write(RadiologyReport report, Draft draft, String origin) {
        byte[] message = format.draft(report, draft, origin)
                .orElseThrow(() -> new StoreException(
                        StoreException.Kind.REFUSED,
                        "no_patient_id",
                        "the report names no patient (PID-3)",
                        Optional.empty()));
        feed.send(report.key().toString(), message);
        return new StoredDraft(draft.idempotencyKey(), origin, draft.impression());
    }

    /** Also where the draft may never have been sent: only the receiver knows. */
    @Override
    public Optional<StoredDraft> cancel(String idempotencyKey, CancelReason reason, String cause) {
        feed.send(reportOf(idempotencyKey), format.withdrawal(idempotencyKey, reason, cause));
        return Optional.of(new StoredDraft(idempotencyKey, "", ""));
    }

    @Override
    public Optional<StoredDraft> review(ReviewGiven given, String cause) {
        format.review(given.draft(), given.review()).ifPresent(message -> feed.send(reportOf(given.draft()), message));
        return Optional.of(new StoredDraft(given.draft(), "", ""));
    }

    /** {@code source|accession} of {@code source|accession|version|n}. */
    private static String reportOf(String idempotencyKey) {
        int number = idempotencyKey.lastIndexOf('|');
        return idempotencyKey.substring(0, idempotencyKey.lastIndexOf('|', number - 1));
    }

    @Override
    public void close() {
        feed.close();
    }
}
