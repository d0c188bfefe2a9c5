package org.radiologygpt.routes.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.LifecycleEvent.DraftReviewed;
import org.radiologygpt.draft.LifecycleEvent.PatientMerged;
import org.radiologygpt.draft.Notice;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.ingest.Passage.Ended;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.lifecycle.StateException;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.StoreException;

/** What becomes of the messages that are no reports and yet concern drafts: reviews, and merges of patients. */
public final class Notices {
    private final Map<String, NoticeReader> readers;
    private final ReportLives lives;
    private final DraftStore store;

    /** Notices of these topics. */
    public Notices(Map<String, NoticeReader> readers, ReportLives lives, DraftStore store) {
        this.readers = Map.copyOf(readers);
        this.lives = lives;
        this.store = store;
    }

    /** The end of a message that is a notice; waits where state or store are down. */
    Optional<Ended> end(Delivery delivery) {
        NoticeReader reader = readers.get(delivery.topic());
        return reader == null ? Optional.empty() : reader.read(delivery.bytes()).map(notice -> ended(delivery, notice));
    }

    private Ended ended(Delivery delivery, Notice notice) {
        try {
            return MessageLife.stored(() -> dealtWith(delivery, notice));
        } catch (StateException e) {
            throw new RetryLater("state_unavailable", e.getMessage(), false, Optional.empty());
        } catch (StoreException e) {
            return Endings.failed(delivery, new Failure("fhir_refused", Stage.WRITE_BACK, e.getMessage()));
        }
    }

    private Ended dealtWith(Delivery delivery, Notice notice) {
        if (notice instanceof Notice.Reviewed reviewed) {
            return reviewed(delivery, reviewed.given());
        }
        if (notice instanceof Notice.Merged merged) {
            return merged(delivery, merged);
        }
        if (notice instanceof Notice.Idle idle) {
            return Endings.noticed(delivery, idle.key().toString(), Endings.notice(delivery, idle.reason()));
        }
        Notice.Unusable unusable = (Notice.Unusable) notice;
        return Endings.rejected(delivery, new DraftOutcome.Rejected(unusable.reason(), unusable.detail()));
    }

    private Ended reviewed(Delivery delivery, ReviewGiven given) {
        ReportKey key = given.report();
        NoticeEffects effects = new NoticeEffects(store, key, delivery.id(), Optional.of(given));
        SkipReason reason = names(lives.state(key), given)
                ? noted(
                        lives.apply(key, new DraftReviewed(given.number(), given.review()), effects)
                                .state(),
                        given)
                : unnamed(lives.state(key), given);
        ObjectNode outcome = Endings.notice(delivery, reason)
                .put("system", key.source())
                .put("accession", key.accession())
                .put("draft", given.draft())
                .put("review", given.review().code());
        return Endings.noticed(delivery, key.toString(), effects.tell(outcome));
    }

    /** Whether the state's draft is the one that was reviewed; numbers begin anew where a state was forgotten. */
    private static boolean names(ReportState state, ReviewGiven given) {
        return draft(state).map(draft -> draft.idempotencyKey(given.report())).stream()
                .anyMatch(given.draft()::equals);
    }

    private static Optional<DraftRef> draft(ReportState state) {
        return state instanceof ReportState.Reviewed reviewed ? Optional.of(reviewed.draft()) : state.openDraft();
    }

    /** The last word counts, except that a rejected draft is gone. */
    private static SkipReason noted(ReportState state, ReviewGiven given) {
        boolean noted = state instanceof ReportState.Reviewed reviewed && reviewed.review() == given.review();
        return noted ? SkipReason.DRAFT_REVIEWED : SkipReason.OLDER_DRAFT;
    }

    private static SkipReason unnamed(ReportState state, ReviewGiven given) {
        return given.number() <= state.history().drafts() ? SkipReason.OLDER_DRAFT : SkipReason.UNKNOWN_DRAFT;
    }

    private Ended merged(Delivery delivery, Notice.Merged merged) {
        ObjectNode outcome = Endings.notice(delivery, SkipReason.PATIENT_MERGED).put("system", merged.source());
        List<ReportKey> reports = lives.unsettled(merged.losing());
        for (ReportKey key : reports) {
            NoticeEffects effects = new NoticeEffects(store, key, delivery.id(), Optional.empty());
            lives.apply(key, new PatientMerged(), effects);
            effects.tell(outcome);
        }
        outcome.put("reports", reports.size())
                .put("drafts", outcome.path("cancelled").size());
        return Endings.noticed(delivery, merged.source() + "|ADT^A40", outcome);
    }
}
