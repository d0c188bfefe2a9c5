package org.radiologygpt.routes.writeback;

import java.util.Optional;
import java.util.function.Supplier;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.FhirStore;
import org.radiologygpt.fhir.FhirStoreException;
import org.radiologygpt.report.RadiologyReport;

/** Drafts in a FHIR server: one conditional transaction each, tagged with the record it came from. */
public final class FhirDraftStore implements DraftStore {
    private final FhirStore store;
    private final DraftBundle bundles;
    private final String banner;

    /**
     * A store over a FHIR server.
     *
     * @param banner the words that {@code bundles} puts above a draft, taken off again when a draft is read back
     */
    public FhirDraftStore(FhirStore store, DraftBundle bundles, String banner) {
        this.store = store;
        this.bundles = bundles;
        this.banner = banner.strip();
    }

    @Override
    public Optional<StoredDraft> find(String idempotencyKey) {
        return translated(() -> store.findDraft(idempotencyKey)).map(this::stored);
    }

    @Override
    public StoredDraft write(RadiologyReport report, Draft draft, String origin) {
        try {
            translated(() -> {
                store.write(bundles.of(report, draft, origin));
                return true;
            });
        } catch (StoreException e) {
            throw judged(e, draft.idempotencyKey());
        }
        // Read back: another record may have stored the same draft a moment before, and then the transaction changed
        // nothing.
        return find(draft.idempotencyKey())
                .orElseThrow(() -> new StoreException(
                        StoreException.Kind.UNAVAILABLE, "the stored draft is not found yet", Optional.empty()));
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
            StoreException.Kind kind =
                    switch (e.kind()) {
                        case RETRYABLE -> StoreException.Kind.UNAVAILABLE;
                        case UNAUTHORIZED -> StoreException.Kind.UNAUTHORIZED;
                        case PERMANENT -> StoreException.Kind.REFUSED;
                    };
            throw new StoreException(kind, "HTTP " + e.httpStatus() + " " + e.issueCodes(), e.retryAfter());
        }
    }
}
