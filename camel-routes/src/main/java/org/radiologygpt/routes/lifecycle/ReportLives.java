package org.radiologygpt.routes.lifecycle;

import java.util.Arrays;
import java.util.List;
import org.radiologygpt.draft.Lifecycle;
import org.radiologygpt.draft.LifecycleAction;
import org.radiologygpt.draft.LifecycleAction.Cancel;
import org.radiologygpt.draft.LifecycleAction.CloseTask;
import org.radiologygpt.draft.LifecycleAction.PublishPair;
import org.radiologygpt.draft.LifecycleAction.WarnIdReused;
import org.radiologygpt.draft.LifecycleAction.WithdrawPair;
import org.radiologygpt.draft.LifecycleEvent;
import org.radiologygpt.draft.PatientMarks;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.ReportState.Awaiting;
import org.radiologygpt.draft.Step;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.ReportKey;

/**
 * Lets events happen to reports: state read, decided, effects carried out, state stored, in this order. What dies in
 * between comes again and does the same once more. Events of one report happen one after another.
 */
public final class ReportLives {
    private static final int STRIPES = 256;

    private final ReportStates states;
    private final Object[] locks = new Object[STRIPES];

    public ReportLives(ReportStates states) {
        this.states = states;
        Arrays.setAll(locks, i -> new Object());
    }

    /** The state of a report now. */
    public ReportState state(ReportKey key) {
        return states.read(key);
    }

    /** The reports of a patient that can have an open draft, or can get one from a message that is dealt with just now. */
    public List<ReportKey> unsettled(List<Identifier> patient) {
        return states.reports((key, state) -> (state instanceof Awaiting
                        || state.openDraft().isPresent())
                && patient.stream()
                        .anyMatch(id -> PatientMarks.name(state.history().patient(), key, id)));
    }

    /**
     * One event.
     *
     * @return what is left to do: generating, writing, or the message's end
     * @throws StateException where the state is not known now; to be tried again
     */
    public Step apply(ReportKey key, LifecycleEvent event, Effects effects) {
        synchronized (locks[Math.floorMod(key.hashCode(), STRIPES)]) {
            Step step;
            ReportState before;
            do {
                before = states.read(key);
                step = Lifecycle.next(before, event);
                step.actions().forEach(action -> carryOut(action, effects));
            } while (!step.state().equals(before) && !states.write(key, before, step.state()));
            return step;
        }
    }

    private static void carryOut(LifecycleAction action, Effects effects) {
        if (action instanceof Cancel cancel) {
            effects.cancel(cancel.draft(), cancel.reason());
        } else if (action instanceof CloseTask task) {
            effects.closeTask(task.draft(), task.review());
        } else if (action instanceof PublishPair pair) {
            effects.publishPair(pair.shown());
        } else if (action instanceof WithdrawPair) {
            effects.withdrawPair();
        } else if (action instanceof WarnIdReused) {
            effects.warnIdReused();
        }
    }
}
