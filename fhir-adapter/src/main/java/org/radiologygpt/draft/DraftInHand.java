package org.radiologygpt.draft;

import java.util.Optional;
import org.radiologygpt.draft.LifecycleAction.Cancel;
import org.radiologygpt.draft.LifecycleAction.Write;
import org.radiologygpt.draft.LifecycleEvent.DraftEvent;
import org.radiologygpt.draft.LifecycleEvent.DraftGenerated;
import org.radiologygpt.draft.LifecycleEvent.DraftWithheld;
import org.radiologygpt.draft.LifecycleEvent.DraftWritten;
import org.radiologygpt.draft.LifecycleEvent.WriteFailed;
import org.radiologygpt.draft.ReportState.Awaiting;
import org.radiologygpt.draft.ReportState.Cancelled;
import org.radiologygpt.draft.ReportState.Drafted;
import org.radiologygpt.draft.ReportState.Reviewed;

/** A draft was generated, written, or neither; meanwhile the report may have moved on. */
final class DraftInHand {
    private DraftInHand() {}

    static Step next(ReportState state, DraftEvent event) {
        if (state instanceof Reviewed reviewed
                && reviewed.draft().origin().equals(event.arrival().origin())) {
            return reviewed(reviewed, event.arrival());
        }
        if (event instanceof DraftGenerated generated) {
            return generated(state, generated);
        }
        if (event instanceof DraftWithheld withheld) {
            return given(state, withheld.arrival())
                    .ending(withheld.arrival(), new Ending.Withheld(withheld.reason(), withheld.kept()));
        }
        if (event instanceof DraftWritten written) {
            return written(state, written);
        }
        return failed(state, (WriteFailed) event);
    }

    /** Its reader was faster than the note that it is stored. */
    private static Step reviewed(Reviewed state, Arrival arrival) {
        Step step = Step.to(state).ending(arrival, new Ending.Drafted(state.draft()));
        return state.review() == Review.REJECTED ? step.after(new Cancel(state.draft(), CancelReason.REJECTED)) : step;
    }

    private static Step generated(ReportState state, DraftGenerated event) {
        Arrival arrival = event.arrival();
        Optional<DraftRef> mine = mine(state, arrival);
        if (mine.isPresent()) {
            return mine.get().written()
                    ? Step.to(state).ending(arrival, new Ending.Drafted(mine.get()))
                    : Step.to(state, new Write(mine.get()));
        }
        if (state instanceof Awaiting && state.history().isNewest(arrival)) {
            int number = state.history().drafts() + 1;
            DraftRef draft = new DraftRef(number, arrival.version(), arrival.origin(), event.textHash(), false);
            return Step.to(new Drafted(state.history().numbered(number), draft), new Write(draft));
        }
        return lost(state, arrival);
    }

    private static Step written(ReportState state, DraftWritten event) {
        DraftRef draft = event.draft().asWritten();
        Ending drafted = new Ending.Drafted(draft);
        ReportHistory history = state.history().showing(draft);
        if (mine(state, event.arrival()).isPresent()) {
            return Step.to(new Drafted(history, draft)).ending(event.arrival(), drafted);
        }
        return lost(state.with(history), event.arrival()).after(new Cancel(draft, reason(state)));
    }

    private static Step failed(ReportState state, WriteFailed event) {
        Ending withheld = new Ending.Withheld(event.reason(), true);
        if (mine(state, event.arrival()).isEmpty()) {
            Step lost = lost(state, event.arrival());
            return event.absent() ? lost : lost.after(new Cancel(event.draft(), reason(state)));
        }
        // A draft of which nobody knows stays open: whatever ends it, takes it back where it is.
        Step kept = event.absent() ? given(state, event.arrival()) : Step.to(state);
        return kept.ending(event.arrival(), withheld);
    }

    /** No draft came of this version. */
    private static Step given(ReportState state, Arrival arrival) {
        Optional<DraftRef> unwritten = mine(state, arrival).filter(draft -> !draft.written());
        return Step.to(unwritten
                .<ReportState>map(draft -> new Awaiting(state.history().showing(draft)))
                .orElse(state));
    }

    private static Optional<DraftRef> mine(ReportState state, Arrival arrival) {
        return state instanceof Drafted drafted && drafted.draft().origin().equals(arrival.origin())
                ? Optional.of(drafted.draft())
                : Optional.empty();
    }

    private static Step lost(ReportState state, Arrival arrival) {
        SkipReason reason =
                state instanceof Cancelled cancelled ? cancelled.reason().skip() : SkipReason.SUPERSEDED;
        return Step.to(state).skipping(arrival, reason);
    }

    /** Why a draft that comes too late is taken back. */
    static CancelReason reason(ReportState state) {
        return state.lateReason();
    }
}
