package org.radiologygpt.draft;

import java.time.Instant;
import java.util.Optional;
import org.radiologygpt.report.ReportKey;

/**
 * A radiologist's answer to a draft.
 *
 * @param draft idempotency key of the draft, {@code source|accession|version|n}
 * @param when time of the review, where the message says it
 */
public record ReviewGiven(String draft, Review review, Reviewer by, Optional<Instant> when) {
    public ReviewGiven {
        if (!isDraft(draft)) {
            throw new IllegalArgumentException("draft: must be source|accession|version|n");
        }
    }

    /** Whether a text has the form of a draft's key. */
    public static boolean isDraft(String text) {
        int number = text.lastIndexOf('|');
        int version = number < 0 ? -1 : text.lastIndexOf('|', number - 1);
        int accession = version < 0 ? -1 : text.lastIndexOf('|', version - 1);
        return accession > 0
                && !text.substring(0, accession).isBlank()
                && !text.substring(accession + 1, version).isBlank()
                && text.substring(number + 1).matches("[1-9][0-9]{0,8}");
    }

    /** The report that the draft is of. */
    public ReportKey report() {
        return reportOf(draft);
    }

    /** The report that a draft is of, by the draft's key. */
    public static ReportKey reportOf(String draft) {
        int number = draft.lastIndexOf('|');
        return ReportKey.parse(draft.substring(0, draft.lastIndexOf('|', number - 1)));
    }

    /** Which draft of its report, from 1. */
    public int number() {
        return Integer.parseInt(draft.substring(draft.lastIndexOf('|') + 1));
    }
}
