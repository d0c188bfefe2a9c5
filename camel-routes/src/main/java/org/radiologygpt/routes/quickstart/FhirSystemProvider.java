package org.radiologygpt.routes.quickstart;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import org.hl7.fhir.r4.model.Bundle;

/** The transaction at the base of the server; public because HAPI calls it by its annotation. */
public final class FhirSystemProvider {
    private final FhirTransaction transaction;

    FhirSystemProvider(FhirTransaction transaction) {
        this.transaction = transaction;
    }

    @Transaction
    public Bundle transaction(@TransactionParam Bundle request) {
        return transaction.execute(request);
    }
}
