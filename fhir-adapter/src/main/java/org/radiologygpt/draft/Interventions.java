package org.radiologygpt.draft;

import java.util.Optional;
import org.radiologygpt.draft.LifecycleAction.Cancel;
import org.radiologygpt.draft.LifecycleAction.CloseTask;
import org.radiologygpt.draft.LifecycleEvent.DraftExpired;
import org.radiologygpt.draft.LifecycleEvent.DraftRecalled;
import org.radiologygpt.draft.LifecycleEvent.DraftReviewed;
import org.radiologygpt.draft.LifecycleEvent.DraftingStopped;
import org.radiologygpt.draft.LifecycleEvent.PatientMerged;
import org.radiologygpt.draft.ReportState.Awaiting;
import org.radiologygpt.draft.ReportState.Cancelled;
import org.radiologygpt.draft.ReportState.Drafted;
import org.radiologygpt.draft.ReportState.Reviewed;

/** Something other than a message of the report: a reader, the clock, an operator, a merge of patients. */
final class Interventions {
    private Interventions() {}

    static Step next(ReportState state, LifecycleEvent event) {
        if (event instanceof DraftReviewed reviewed) {
            return reviewed(state, reviewed);
        }
        if (event instanceof DraftExpired expired) {
            return expired(state, expired);
        }
        if (event instanceof DraftRecalled recalled) {
            return open(state, recalled.number())
                    .map(draft -> cancelled(state, draft, CancelReason.STOPPED, ""))
                    .orElseGet(() -> Step.to(state));
        }
        if (event instanceof PatientMerged) {
            return given(state, CancelReason.MERGED);
        }
        if (event instanceof DraftingStopped stopped) {
            return stopped(state, stopped.reason());
        }
        throw new IllegalArgumentException("event: " + event.getClass().getSimpleName());
    }

    private static Step reviewed(ReportState state, DraftReviewed event) {
        Optional<DraftRef> draft = state.openDraft().filter(open -> open.number() == event.number());
        boolean noted = state instanceof Reviewed before && before.review() == event.review();
        if (draft.isEmpty() || noted) {
            return Step.to(state);
        }
        DraftRef seen = draft.get().asWritten();
        ReportState next = new Reviewed(state.history().showing(seen), seen, event.review());
        Step step = Step.to(next, new CloseTask(seen, event.review()));
        return event.review() == Review.REJECTED ? step.then(new Cancel(seen, CancelReason.REJECTED)) : step;
    }

    /** Findings of an expired draft are not drafted again: nobody waited for them. */
    private static Step expired(ReportState state, DraftExpired event) {
        return open(state, event.number())
                .map(draft -> cancelled(state, draft, CancelReason.EXPIRED, draft.textHash()))
                .orElseGet(() -> Step.to(state));
    }

    /** The draft of this number, where nobody has reviewed it. */
    private static Optional<DraftRef> open(ReportState state, int number) {
        return state instanceof Drafted drafted && drafted.draft().number() == number
                ? Optional.of(drafted.draft())
                : Optional.empty();
    }

    /** A draft that is stored stays for its reader; one on its way is dropped. */
    private static Step stopped(ReportState state, CancelReason reason) {
        boolean seen = state instanceof Reviewed
                || state instanceof Drafted drafted && drafted.draft().written();
        return seen ? Step.to(state) : given(state, reason);
    }

    /** An open draft is taken back; one that is being generated finds its report moved on. */
    private static Step given(ReportState state, CancelReason reason) {
        if (state instanceof Awaiting) {
            return Step.to(new Cancelled(state.history(), reason, ""));
        }
        return state.openDraft()
                .map(draft -> cancelled(state, draft, reason, ""))
                .orElseGet(() -> Step.to(state));
    }

    private static Step cancelled(ReportState state, DraftRef draft, CancelReason reason, String textHash) {
        return Arrivals.cancelling(new Cancelled(state.history(), reason, textHash), draft, reason);
    }
}
