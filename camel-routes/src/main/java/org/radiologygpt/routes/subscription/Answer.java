package org.radiologygpt.routes.subscription;

/**
 * What the FHIR server gets back.
 *
 * @param status HTTP status
 * @param issue code of OperationOutcome.issue (FHIR issue-type); empty where there is nothing to say
 * @param reason typed reason; never content of a report
 */
record Answer(int status, String issue, String reason) {
    static final Answer STORED = new Answer(200, "", "stored");
    static final Answer UNAUTHORIZED = new Answer(401, "login", "unauthorized");
    static final Answer METHOD = new Answer(405, "not-supported", "method_not_allowed");
    static final Answer TOO_LARGE = new Answer(413, "too-long", "too_large");
    static final Answer MEDIA_TYPE = new Answer(415, "not-supported", "unsupported_media_type");
    /** Taken, and nothing follows from it: only the metric tells. */
    static final Answer NO_PAYLOAD = new Answer(202, "", "no_payload");

    static final Answer CUT_OFF = new Answer(400, "incomplete", "truncated");
    static final Answer UNAVAILABLE = new Answer(503, "transient", "storage_unavailable");

    boolean isError() {
        return !issue.isEmpty();
    }

    /** An OperationOutcome: codes only, so that nothing needs escaping. */
    String json() {
        return !isError()
                ? ""
                : "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" + issue
                        + "\",\"diagnostics\":\"" + reason + "\"}]}";
    }
}
