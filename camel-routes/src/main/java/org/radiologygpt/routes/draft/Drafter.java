package org.radiologygpt.routes.draft;

import java.util.Optional;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RadiologyReport;

/** Decides what becomes of a report, and drafts where it may. Thread-safe. */
public interface Drafter {

    /** Why a report needs no draft; empty where one is wanted. */
    Optional<SkipReason> skips(RadiologyReport report);

    /**
     * Drafts an impression, or says why there is none.
     *
     * @throws ModelException where the model gave no answer; nothing is known to be wrong with the report
     */
    DraftOutcome draft(RadiologyReport report);
}
