package org.radiologygpt.model.bench.soak;

/**
 * What came back.
 *
 * @param status HTTP status
 * @param text of the answer, or its beginning where it was cancelled; of an error the whole body
 * @param millis from the request's sending to the end of its answer
 */
record Reply(int status, String text, double millis) {}
