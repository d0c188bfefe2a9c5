package org.radiologygpt.draft;

import org.radiologygpt.draft.LifecycleEvent.DraftEvent;
import org.radiologygpt.draft.LifecycleEvent.Overtaken;
import org.radiologygpt.draft.LifecycleEvent.ReportArrived;

/**
 * The life of a report's draft as a pure function. Three things hold after every event, whatever came before and in
 * whatever order: no draft stays open beside a signed report; no two drafts are open; no draft stays open for findings
 * that were replaced. Every message ends once: each {@link ReportArrived} and each {@link DraftEvent} gives exactly one of
 * {@code Generate}, {@code Resume}, {@code Write} and {@code End}.
 *
 * <p>Signing outranks the clock. A signed or withdrawn report takes back an open draft even where it is older by its clock,
 * and no preliminary version reopens what was signed: senders mix times of dictation and of sending, and a draft too few
 * harms nobody.
 */
public final class Lifecycle {
    private Lifecycle() {}

    /** What follows from an event. */
    public static Step next(ReportState state, LifecycleEvent event) {
        if (event instanceof ReportArrived arrived) {
            return Arrivals.next(state, arrived);
        }
        if (event instanceof DraftEvent draft) {
            return DraftInHand.next(state, draft);
        }
        if (event instanceof Overtaken overtaken) {
            return Arrivals.overtaken(state, overtaken.reason());
        }
        return Interventions.next(state, event);
    }
}
