package org.radiologygpt.routes.writeback;

import java.util.Optional;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.RadiologyReport;

/** Where drafts are written back. Thread-safe; writing the same draft again changes nothing. */
public interface DraftStore {

    /**
     * Looks a draft up.
     *
     * @param idempotencyKey {@code source|accession|version|n}
     * @throws StoreException where the store gave no answer
     */
    Optional<StoredDraft> find(String idempotencyKey);

    /**
     * Stores a draft, unless its idempotency key is stored already.
     *
     * @param origin the record it was drafted from, as {@code radiology.oru-0-17}
     * @return the draft that is stored now: this one, or the one that was there before
     * @throws StoreException where the store gave no answer or refused
     */
    StoredDraft write(RadiologyReport report, Draft draft, String origin);
}
