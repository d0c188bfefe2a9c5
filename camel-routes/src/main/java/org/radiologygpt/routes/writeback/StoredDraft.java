package org.radiologygpt.routes.writeback;

/**
 * A draft in the store.
 *
 * @param reference where, as {@code DiagnosticReport/12}
 * @param origin the record it was drafted from, or empty where the store does not tell
 * @param impression the drafted text, without the banner
 */
public record StoredDraft(String reference, String origin, String impression) {}
