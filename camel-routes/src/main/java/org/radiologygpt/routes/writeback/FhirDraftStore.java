package org.radiologygpt.routes.writeback;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.fhir.AuditedFhirStore;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftResources;
import org.radiologygpt.fhir.DraftReview;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirStore;
import org.radiologygpt.fhir.FhirStoreException;
import org.radiologygpt.report.RadiologyReport;

/** Drafts in a FHIR server: one conditional transaction each, tagged with the record it came from. */
public final class FhirDraftStore implements DraftStore, AutoCloseable {
    private static final int CONFLICTS = 3;

    private final FhirStore store;
    private final DraftBundle bundles;
    private final DraftWithdrawal withdrawal;
    private final DraftReview reviews;
    private final String banner;

    /**
     * A store over a FHIR server.
     *
     * @param withdrawal how a draft is taken back
     * @param reviews how a review is noted
     * @param banner the words that {@code bundles} puts above a draft, taken off again when a draft is read back
     */
    public FhirDraftStore(
            FhirStore store, DraftBundle bundles, DraftWithdrawal withdrawal, DraftReview reviews, String banner) {
        this.store = store;
        this.bundles = bundles;
        this.withdrawal = withdrawal;
        this.reviews = reviews;
        this.banner = banner.strip();
    }

    @Override
    public Optional<StoredDraft> find(String idempotencyKey) {
        return translated(() -> store.findDraft(idempotencyKey)).map(this::stored);
    }

    @Override
    public StoredDraft write(RadiologyReport report, Draft draft, String origin) {
        Optional<org.radiologygpt.fhir.StoredDraft> created;
        try {
            created = translated(() -> store.create(bundles.of(report, draft, origin)));
        } catch (StoreException e) {
            throw judged(e, draft.idempotencyKey());
        }
        // Read back where it was there before: another record may have stored the same draft, and then the transaction
        // changed nothing.
        return created.map(this::stored)
                .or(() -> find(draft.idempotencyKey()))
                .orElseThrow(() -> new StoreException(
                        StoreException.Kind.UNAVAILABLE, "the stored draft is not found yet", Optional.empty()));
    }

    @Override
    public Optional<StoredDraft> cancel(String idempotencyKey, CancelReason reason, String cause) {
        return change(idempotencyKey, resources -> withdrawal.of(resources, reason, cause));
    }

    @Override
    public Optional<StoredDraft> review(ReviewGiven given, String cause) {
        return change(given.draft(), resources -> Optional.of(reviews.of(resources, given, cause)));
    }

    /** Reads, changes and writes on condition; where another was faster (409, 412), what it left is read and judged anew. */
    private Optional<StoredDraft> change(String idempotencyKey, Function<DraftResources, Optional<Bundle>> change) {
        for (int attempt = 1; ; attempt++) {
            Optional<DraftResources> found = translated(() -> store.load(idempotencyKey));
            Optional<Bundle> transaction = found.flatMap(change);
            try {
                transaction.ifPresent(store::write);
                return found.map(DraftResources::stored).map(this::stored);
            } catch (FhirStoreException e) {
                boolean lost = e.httpStatus() == 409 || e.httpStatus() == 412;
                if (!lost || attempt == CONFLICTS) {
                    throw translation(e);
                }
            }
        }
    }

    /** Whether a failed write is an outage, or this draft's own: a server that still answers searches is up. */
    private StoreException judged(StoreException e, String idempotencyKey) {
        if (e.kind() != StoreException.Kind.UNAVAILABLE || e.retryAfter().isPresent()) {
            return e;
        }
        try {
            find(idempotencyKey);
            return new StoreException(StoreException.Kind.FAILED, e.getMessage(), Optional.empty());
        } catch (StoreException down) {
            return e;
        }
    }

    private StoredDraft stored(org.radiologygpt.fhir.StoredDraft draft) {
        String text = draft.conclusion();
        String impression = text.startsWith(banner) ? text.substring(banner.length()) : text;
        return new StoredDraft(draft.reference(), draft.origin(), impression.strip());
    }

    // The cause is not chained: what HAPI says may quote the resource.
    private static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (FhirStoreException e) {
            throw translation(e);
        }
    }

    private static StoreException translation(FhirStoreException e) {
        StoreException.Kind kind =
                switch (e.kind()) {
                    case RETRYABLE -> StoreException.Kind.UNAVAILABLE;
                    case UNAUTHORIZED -> StoreException.Kind.UNAUTHORIZED;
                    case PERMANENT -> StoreException.Kind.REFUSED;
                };
        return new StoreException(kind, "HTTP " + e.httpStatus() + " " + e.issueCodes(), e.retryAfter());
    }

    /** Lets the store end what it does beside. */
    @Override
    public void close() {
        if (store instanceof AuditedFhirStore audited) {
            audited.close();
        }
    }
}
