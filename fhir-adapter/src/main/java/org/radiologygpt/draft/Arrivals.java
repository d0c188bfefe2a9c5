package org.radiologygpt.draft;

import java.util.Optional;
import org.radiologygpt.draft.LifecycleAction.Cancel;
import org.radiologygpt.draft.LifecycleAction.End;
import org.radiologygpt.draft.LifecycleAction.Generate;
import org.radiologygpt.draft.LifecycleAction.PublishPair;
import org.radiologygpt.draft.LifecycleAction.Resume;
import org.radiologygpt.draft.LifecycleAction.WarnIdReused;
import org.radiologygpt.draft.LifecycleAction.WithdrawPair;
import org.radiologygpt.draft.LifecycleEvent.FinalisedArrived;
import org.radiologygpt.draft.LifecycleEvent.FindingsArrived;
import org.radiologygpt.draft.LifecycleEvent.IdleArrived;
import org.radiologygpt.draft.LifecycleEvent.NeedlessArrived;
import org.radiologygpt.draft.LifecycleEvent.ReportArrived;
import org.radiologygpt.draft.LifecycleEvent.SignedArrived;
import org.radiologygpt.draft.LifecycleEvent.WithdrawnArrived;
import org.radiologygpt.draft.ReportState.Awaiting;
import org.radiologygpt.draft.ReportState.Cancelled;
import org.radiologygpt.draft.ReportState.Drafted;
import org.radiologygpt.draft.ReportState.Reviewed;
import org.radiologygpt.draft.ReportState.Superseded;

/** A message of the report came. */
final class Arrivals {
    private Arrivals() {}

    static Step next(ReportState state, ReportArrived event) {
        Step step =
                known(state, event.arrival()).orElseGet(() -> takingBack(state, event.arrival(), fresh(state, event)));
        boolean reused = state.history().isIdReused(event.arrival())
                && state.history().endingOf(event.arrival().origin()).isEmpty();
        return reused ? step.after(new WarnIdReused()) : step;
    }

    /** The record was delivered before, or its message came in another: the same end, and no work. */
    private static Optional<Step> known(ReportState state, Arrival arrival) {
        Optional<Ending> before = state.history().endingOf(arrival.origin());
        if (before.isPresent()) {
            return Optional.of(Step.to(state, new End(before.get())));
        }
        return state.history().isDuplicate(arrival)
                ? Optional.of(Step.to(state).skipping(arrival, SkipReason.DUPLICATE))
                : Optional.empty();
    }

    /**
     * A record that comes again without its end, after its report moved on: where a crash hid that its draft was written
     * just then, the draft is taken back now.
     */
    private static Step takingBack(ReportState state, Arrival arrival, Step step) {
        Step taking = step;
        for (DraftRef draft : state.history().shownFrom(arrival.origin())) {
            boolean inForce = state.openDraft()
                    .filter(open -> open.number() == draft.number())
                    .isPresent();
            taking = inForce ? taking : taking.after(new Cancel(draft, DraftInHand.reason(state)));
        }
        return taking;
    }

    private static Step fresh(ReportState state, ReportArrived event) {
        Arrival arrival = event.arrival();
        if (event instanceof SignedArrived signed) {
            return signed(state, signed);
        }
        if (event instanceof FinalisedArrived) {
            return signedBy(state, arrival).skipping(arrival, SkipReason.FINAL_REPORT);
        }
        if (event instanceof WithdrawnArrived) {
            return withdrawn(state, arrival).skipping(arrival, SkipReason.CANCELLED_REPORT);
        }
        if (event instanceof IdleArrived idle) {
            return Step.to(state).skipping(arrival, idle.reason());
        }
        if (state instanceof Superseded) {
            return Step.to(state.with(state.history().noting(arrival))).skipping(arrival, SkipReason.SUPERSEDED);
        }
        if (state.history().isOlder(arrival)) {
            return Step.to(state).skipping(arrival, SkipReason.OLDER_VERSION);
        }
        return event instanceof NeedlessArrived needless
                ? replaced(state, arrival).skipping(arrival, needless.reason())
                : findings(state, (FindingsArrived) event);
    }

    private static Step findings(ReportState state, FindingsArrived event) {
        Arrival arrival = event.arrival();
        ReportHistory noted = state.history().noting(arrival);
        Optional<SkipReason> stopped = stopped(state, arrival);
        if (stopped.isPresent()) {
            return Step.to(state).skipping(arrival, stopped.get());
        }
        Optional<DraftRef> doubtful = state.openDraft().filter(draft -> !draft.written());
        if (doubtful.filter(draft -> draft.origin().equals(arrival.origin())).isPresent()) {
            return Step.to(state.with(noted), new Resume(doubtful.get()));
        }
        if (doubtful.isPresent() || !textHash(state).equals(event.textHash())) {
            return replaced(state, arrival).then(new Generate(noted.drafts() + 1));
        }
        return Step.to(state.with(noted)).skipping(arrival, SkipReason.DUPLICATE);
    }

    /** The record whose draft was stopped comes again after a crash. */
    private static Optional<SkipReason> stopped(ReportState state, Arrival arrival) {
        return state instanceof Cancelled cancelled
                        && cancelled.reason().stopsDrafting()
                        && state.history().isNewest(arrival)
                ? Optional.of(cancelled.reason().skip())
                : Optional.empty();
    }

    /** What no other draft is wanted for. */
    private static String textHash(ReportState state) {
        if (state instanceof Drafted drafted) {
            return drafted.draft().textHash();
        }
        if (state instanceof Reviewed reviewed) {
            return reviewed.draft().textHash();
        }
        return state instanceof Cancelled cancelled ? cancelled.textHash() : "";
    }

    /** A newer version took the place of the one that an open draft was made from. */
    private static Step replaced(ReportState state, Arrival arrival) {
        Awaiting next = new Awaiting(state.history().noting(arrival));
        return state.openDraft()
                .map(draft -> cancelling(next, draft, CancelReason.NEWER_VERSION))
                .orElseGet(() -> Step.to(next));
    }

    private static Step signed(ReportState state, SignedArrived event) {
        Arrival arrival = event.arrival();
        Step closed = signedBy(state, arrival);
        boolean latest = !state.history().isSigned(arrival) && !state.history().isWithdrawn(arrival);
        if (event.teaches() && latest) {
            ReportState taught = closed.state().with(closed.state().history().teaching());
            closed = new Step(taught, closed.actions())
                    .then(new PublishPair(taught.history().lastShown()));
        }
        return closed.skipping(arrival, SkipReason.FINAL_REPORT);
    }

    /** Closed by a signature; a withdrawal that is newer stands against it, and an open draft is taken back all the same. */
    private static Step signedBy(ReportState state, Arrival arrival) {
        ReportHistory noted = state.history().noting(arrival);
        return noted.isWithdrawn(arrival)
                ? overtaken(state.with(noted), CancelReason.WITHDRAWN)
                : closed(state.with(noted.signedBy(arrival)), CancelReason.SIGNED);
    }

    private static Step withdrawn(ReportState state, Arrival arrival) {
        ReportHistory noted = state.history().noting(arrival);
        if (noted.isSigned(arrival)) {
            return overtaken(state.with(noted), CancelReason.SIGNED);
        }
        Step closed = closed(state.with(noted.withdrawnBy(arrival)), CancelReason.WITHDRAWN);
        return state.history().taught() ? closed.then(new WithdrawPair()) : closed;
    }

    /** The end of drafting for a signed or withdrawn report that itself has still to come. */
    static Step overtaken(ReportState state, CancelReason reason) {
        boolean settled = state instanceof Superseded
                || state instanceof Cancelled cancelled && cancelled.reason() == CancelReason.WITHDRAWN;
        return settled ? Step.to(state) : closed(state, reason);
    }

    private static Step closed(ReportState state, CancelReason reason) {
        Step step = state.openDraft()
                .map(draft -> cancelling(new Awaiting(state.history()), draft, reason))
                .orElseGet(() -> Step.to(state));
        ReportHistory history = step.state().history();
        ReportState closed =
                reason == CancelReason.SIGNED ? new Superseded(history) : new Cancelled(history, reason, "");
        return new Step(closed, step.actions());
    }

    static Step cancelling(ReportState next, DraftRef draft, CancelReason reason) {
        return Step.to(next.with(next.history().showing(draft)), new Cancel(draft, reason));
    }
}
