package org.radiologygpt.fhir;

/**
 * A draft as the store knows it.
 *
 * @param reference as {@code DiagnosticReport/12}
 * @param versionId its version in the store, or empty
 * @param status FHIR code, as {@code preliminary}
 */
public record StoredDraft(String reference, String versionId, String status) {}
