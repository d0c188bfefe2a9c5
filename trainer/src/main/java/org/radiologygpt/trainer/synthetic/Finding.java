package org.radiologygpt.trainer.synthetic;

import java.util.List;

/**
 * One kind of abnormality in one examination.
 *
 * @param key unique in the examination, as {@code pleural effusion (bilateral)}
 * @param group at most one finding of a group stands in a report
 * @param urgency place in the impression, highest first; 0 is incidental and left out
 * @param changes which of {@link Change} may be said of it when there is a prior examination
 * @param texts wordings in the findings
 * @param impression the one wording in the impression
 * @param accepted names by which it is recognised in an impression
 * @param advice recommendation sentences of the findings, empty when none
 * @param advised the recommendation as it stands in the impression
 */
record Finding(
        String key,
        String group,
        int urgency,
        List<Change> changes,
        List<Slot> slots,
        List<Phrase> texts,
        Phrase impression,
        List<String> accepted,
        List<Phrase> advice,
        Phrase advised) {
    /** The name without a variant in brackets. */
    String name() {
        return key.replaceFirst(" \\(.*\\)$", "");
    }

    boolean main() {
        return urgency > 0;
    }
}
