package org.radiologygpt.routes.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Review;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.lifecycle.Effects;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.StoredDraft;

/** What a review or a merge changes at the FHIR server for one report, and what the outcome says of it. */
final class NoticeEffects implements Effects {
    private final DraftStore store;
    private final ReportKey key;
    private final String cause;
    private final Optional<ReviewGiven> given;
    private final List<String> cancelled = new ArrayList<>();
    private Optional<StoredDraft> reviewed = Optional.empty();

    NoticeEffects(DraftStore store, ReportKey key, String cause, Optional<ReviewGiven> given) {
        this.store = store;
        this.key = key;
        this.cause = cause;
        this.given = given;
    }

    @Override
    public void cancel(DraftRef draft, CancelReason reason) {
        store.cancel(draft.idempotencyKey(key), reason, cause)
                .map(StoredDraft::reference)
                .filter(reference -> !cancelled.contains(reference))
                .ifPresent(cancelled::add);
    }

    @Override
    public void closeTask(DraftRef draft, Review review) {
        reviewed = store.review(given.orElseThrow(), cause);
    }

    /** The outcome with the resources that were touched. */
    ObjectNode tell(ObjectNode outcome) {
        reviewed.ifPresent(draft -> outcome.put("resource", draft.reference()));
        cancelled.forEach(reference -> outcome.withArray("cancelled").add(reference));
        return outcome;
    }

    @Override
    public void publishPair(Optional<DraftRef> shown) {
        throw notAsked();
    }

    @Override
    public void withdrawPair() {
        throw notAsked();
    }

    @Override
    public void warnIdReused() {
        throw notAsked();
    }

    private static IllegalStateException notAsked() {
        return new IllegalStateException("a notice is no report");
    }
}
