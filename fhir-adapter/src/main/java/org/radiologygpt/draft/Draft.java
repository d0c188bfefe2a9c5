package org.radiologygpt.draft;

import java.util.List;
import org.radiologygpt.report.ReportKey;

/**
 * An impression drafted by a model for one version of a report, not yet seen by a radiologist.
 *
 * @param key the report it was drafted for
 * @param reportVersion version of that report
 * @param number n-th draft of that report, from 1
 * @param impression text for the hospital: placeholders restored
 * @param guards one verdict per guard, none of them withhold
 * @param model who wrote it
 * @param promptId id of the prompt template
 * @param promptSha256 hash of the de-identified prompt, hexadecimal
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens of the answer
 * @param latencyMs time of the model call in milliseconds
 */
public record Draft(
        ReportKey key,
        String reportVersion,
        int number,
        String impression,
        List<GuardVerdict> guards,
        ModelIdentity model,
        String promptId,
        String promptSha256,
        int promptTokens,
        int completionTokens,
        long latencyMs) {
    public Draft {
        guards = List.copyOf(guards);
    }

    /** The same draft as the n-th of its report. */
    public Draft numbered(int n) {
        return new Draft(
                key,
                reportVersion,
                n,
                impression,
                guards,
                model,
                promptId,
                promptSha256,
                promptTokens,
                completionTokens,
                latencyMs);
    }

    /** The idempotency key {@code source|accession|version|n} under which the draft is stored once. */
    public String idempotencyKey() {
        return idempotencyKey(key, reportVersion, number);
    }

    /** The idempotency key of a draft that may not exist yet. */
    public static String idempotencyKey(ReportKey key, String reportVersion, int number) {
        return key + "|" + reportVersion + "|" + number;
    }
}
