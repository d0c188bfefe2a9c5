package org.radiologygpt.draft;

import org.radiologygpt.report.ReportKey;

/**
 * A draft by name, without its words.
 *
 * @param number n-th draft of the report, from 1
 * @param version version of the report that it was drafted from
 * @param origin the record that it was drafted from
 * @param textHash hash of the findings, patient and examination that it was drafted from
 * @param written true where the store is known to hold it; false where it may or may not
 */
public record DraftRef(int number, String version, Origin origin, String textHash, boolean written) {

    /** Under which the store holds it. */
    public String idempotencyKey(ReportKey key) {
        return Draft.idempotencyKey(key, version, number);
    }

    DraftRef asWritten() {
        return new DraftRef(number, version, origin, textHash, true);
    }
}
