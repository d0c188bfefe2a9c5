package org.radiologygpt.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.radiologygpt.fhir.FhirStoreException.Kind;

/** The retry table: what each HTTP status of a FHIR server means for one write. Drops every text of the server. */
final class StoreFailures {
    /** Timeout, conflict of two writers, an If-Match that lost, throttling. */
    private static final Set<Integer> RETRYABLE = Set.of(0, 408, 409, 412, 425, 429);

    private static final Set<Integer> UNAUTHORIZED = Set.of(401, 403, 407);

    private StoreFailures() {}

    static Kind kind(int status) {
        if (RETRYABLE.contains(status) || status >= 500 || isNoFhirServer(status)) {
            return Kind.RETRYABLE;
        }
        return UNAUTHORIZED.contains(status) ? Kind.UNAUTHORIZED : Kind.PERMANENT;
    }

    /** A success or redirection that is no FHIR, or nothing at that address: a proxy speaks, or a server that starts. */
    private static boolean isNoFhirServer(int status) {
        return status < 400 || status == 404;
    }

    static FhirStoreException of(RuntimeException failure, Optional<Duration> retryAfter) {
        if (failure instanceof FhirClientConnectionException || failure instanceof DataFormatException) {
            return new FhirStoreException(Kind.RETRYABLE, 0, retryAfter, List.of(), rootClass(failure));
        }
        if (failure instanceof BaseServerResponseException answer) {
            int status = answer.getStatusCode();
            return new FhirStoreException(kind(status), status, retryAfter, codes(answer), rootClass(failure));
        }
        return new FhirStoreException(Kind.PERMANENT, 0, Optional.empty(), List.of(), rootClass(failure));
    }

    private static List<String> codes(BaseServerResponseException answer) {
        if (!(answer.getOperationOutcome() instanceof OperationOutcome outcome)) {
            return List.of();
        }
        return outcome.getIssue().stream()
                .filter(OperationOutcomeIssueComponent::hasCode)
                .map(issue -> issue.getCode().toCode())
                .toList();
    }

    private static String rootClass(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
