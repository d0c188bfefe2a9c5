package org.radiologygpt.routes.writeback;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ReviewGiven;
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
     * Returns when a draft may be written, at once unless writes are paced. Asked before each {@link #write}, and before
     * what may still forbid it is looked at.
     *
     * @throws StoreException where the wait would be too long
     */
    default void awaitTurn() {}

    /**
     * Stores a draft, unless its idempotency key is stored already.
     *
     * @param origin the record it was drafted from, as {@code radiology.oru-0-17}
     * @return the draft that is stored now: this one, or the one that was there before
     * @throws StoreException where the store gave no answer or refused
     */
    StoredDraft write(RadiologyReport report, Draft draft, String origin);

    /**
     * Takes a draft back, and ends its task, where it is stored and still open. Done again it changes nothing.
     *
     * @param cause the record that led to it, as {@code radiology.oru-0-17}
     * @return the draft as it is stored, also where it was no longer open; empty where it is not stored
     * @throws StoreException where the store gave no answer or refused
     */
    Optional<StoredDraft> cancel(String idempotencyKey, CancelReason reason, String cause);

    /**
     * Notes a review: ends the draft's task, where it has one and it has not ended, and tells who reviewed. Done again it
     * changes nothing.
     *
     * @param cause the record that brought it, as {@code radiology.fhir-0-17}
     * @return the draft as it is stored; empty where it is not
     * @throws StoreException where the store gave no answer or refused
     */
    Optional<StoredDraft> review(ReviewGiven given, String cause);
}
