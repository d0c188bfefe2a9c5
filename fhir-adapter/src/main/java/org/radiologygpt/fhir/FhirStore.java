package org.radiologygpt.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/** Where drafts are kept. Thread-safe; what was written is found only when all of it took effect. */
public interface FhirStore {

    /**
     * The draft stored under a key, if there is one.
     *
     * @throws FhirStoreException where the store could not tell
     */
    Optional<StoredDraft> findDraft(String idempotencyKey);

    /**
     * The draft under a key and its task, whole and as they are now, to be changed on condition.
     *
     * @throws FhirStoreException where the store could not tell
     */
    Optional<DraftResources> load(String idempotencyKey);

    /**
     * Stores a transaction: when it returns, all of it. Writing it again changes nothing.
     *
     * @throws FhirStoreException where the store refused it or did not answer; on {@code RETRYABLE} it may have taken
     *     effect and is to be sent again unchanged
     */
    void write(Bundle transaction);

    /**
     * Stores the transaction of a draft, as {@link #write}.
     *
     * @return the draft where the store tells that it was not there before; empty where only a look-up can tell
     */
    default Optional<StoredDraft> create(Bundle transaction) {
        write(transaction);
        return Optional.empty();
    }
}
