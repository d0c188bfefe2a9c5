package org.radiologygpt.draft;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.draft.LifecycleAction.End;

/**
 * One transition.
 *
 * @param state the state after the event
 * @param actions what is to be done, in this order
 */
public record Step(ReportState state, List<LifecycleAction> actions) {
    public Step {
        actions = List.copyOf(actions);
    }

    static Step to(ReportState state, LifecycleAction... actions) {
        return new Step(state, List.of(actions));
    }

    /** The same with one more action before the others. */
    Step after(LifecycleAction first) {
        List<LifecycleAction> all = new ArrayList<>(List.of(first));
        all.addAll(actions);
        return new Step(state, all);
    }

    /** The same with one more action after the others. */
    Step then(LifecycleAction last) {
        List<LifecycleAction> all = new ArrayList<>(actions);
        all.add(last);
        return new Step(state, all);
    }

    /**
     * The same, with the message at its end, remembered. The first end counts: an engine that was cut off from its messages
     * may come late with one that another engine brought to its end.
     */
    Step ending(Arrival arrival, Ending ending) {
        Ending first = state.history().endingOf(arrival.origin()).orElse(ending);
        ReportState remembering = state.with(state.history().ending(arrival, first));
        return new Step(remembering, actions).then(new End(first));
    }

    Step skipping(Arrival arrival, SkipReason reason) {
        return ending(arrival, new Ending.Skipped(reason));
    }
}
