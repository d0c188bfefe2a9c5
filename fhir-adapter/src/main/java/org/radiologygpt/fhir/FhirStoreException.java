package org.radiologygpt.fhir;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A call to the FHIR store that did not succeed. Holds codes only: a server's texts may quote the resource. */
public final class FhirStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller is to do about it. */
    public enum Kind {
        /** Wait and send the same again: conflict, throttling, an unwell or unreachable server. */
        RETRYABLE,
        /** The server will never take this: to the error topic. */
        PERMANENT,
        /** Credentials or permission: stop and raise an alarm. */
        UNAUTHORIZED
    }

    private final Kind kind;
    private final int httpStatus;
    private final transient Optional<Duration> retryAfter;
    private final transient List<String> issueCodes;

    FhirStoreException(
            Kind kind, int httpStatus, Optional<Duration> retryAfter, List<String> issueCodes, String cause) {
        super("FHIR store: " + kind + ", HTTP " + httpStatus + ", issues " + issueCodes + ", " + cause);
        this.kind = kind;
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
        this.issueCodes = List.copyOf(issueCodes);
    }

    public Kind kind() {
        return kind;
    }

    /** HTTP status, 0 where there was no answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** How long the server asks to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** {@code OperationOutcome.issue.code}, as {@code duplicate}. */
    public List<String> issueCodes() {
        return issueCodes;
    }
}
