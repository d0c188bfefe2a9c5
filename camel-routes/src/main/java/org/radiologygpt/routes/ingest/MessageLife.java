package org.radiologygpt.routes.ingest;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.LifecycleEvent;
import org.radiologygpt.draft.LifecycleEvent.DraftingStopped;
import org.radiologygpt.draft.LifecycleEvent.Overtaken;
import org.radiologygpt.draft.ReportHistory;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.Step;
import org.radiologygpt.routes.lifecycle.Ahead;
import org.radiologygpt.routes.lifecycle.Closing;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.lifecycle.StateException;
import org.radiologygpt.routes.training.TrainingException;
import org.radiologygpt.routes.training.TrainingPairs;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.StoreException;

/** Lets the events of messages happen, and turns what is down into a wait. */
public final class MessageLife {
    private final ReportLives lives;
    private final Ahead ahead;
    private final DraftStore store;
    private final TrainingPairs training;
    private final Restraints restraints;

    public MessageLife(
            ReportLives lives, Ahead ahead, DraftStore store, TrainingPairs training, Restraints restraints) {
        this.lives = lives;
        this.ahead = ahead;
        this.store = store;
        this.training = training;
        this.restraints = restraints;
    }

    void passed(Delivery delivery) {
        ahead.passed(delivery.topic(), delivery.partition(), delivery.offset());
    }

    MessageEffects effects(Reading reading) {
        return new MessageEffects(store, training, reading);
    }

    /**
     * Ends drafting where a closing report waits in line behind this message. One that had its turn, and was only delivered
     * again after a crash, has nothing to say about what was drafted since.
     */
    void overtake(Reading reading, MessageEffects effects) {
        List<Closing> waiting = ahead.closings(reading.key());
        if (waiting.isEmpty()) {
            return;
        }
        ReportHistory history = history(reading);
        waiting.stream()
                .filter(closing -> history.endingOf(closing.origin()).isEmpty())
                .reduce((earlier, later) -> later)
                .ifPresent(closing -> apply(reading, new Overtaken(closing.reason()), effects));
    }

    /**
     * Looks once more for drafts of this message of which nobody knows whether they are stored: one whose answer was lost may
     * have come to light after it was looked for.
     */
    void takeBackUnconfirmed(Reading reading, ReportState state, MessageEffects effects) {
        for (DraftRef draft : state.history().shown()) {
            if (!draft.written() && draft.origin().equals(reading.arrival().origin())) {
                stored(() -> {
                    effects.cancel(draft, state.lateReason());
                    return draft;
                });
            }
        }
    }

    private ReportHistory history(Reading reading) {
        try {
            return lives.state(reading.key()).history();
        } catch (StateException e) {
            throw new RetryLater("state_unavailable", e.getMessage(), false, Optional.empty());
        }
    }

    /**
     * Ends drafting where it is forbidden.
     *
     * @return whether it is
     */
    boolean obey(Reading reading, MessageEffects effects) {
        Optional<Restraints.Hold> hold = restraints.against(reading);
        hold.ifPresent(found -> {
            effects.heldBy(found.rule());
            apply(reading, new DraftingStopped(found.reason()), effects);
        });
        return hold.isPresent();
    }

    /** One event; waits where state, store or topic are down. */
    Step apply(Reading reading, LifecycleEvent event, MessageEffects effects) {
        try {
            return stored(() -> lives.apply(reading.key(), event, effects));
        } catch (StateException e) {
            throw new RetryLater("state_unavailable", e.getMessage(), false, Optional.empty());
        } catch (TrainingException e) {
            throw new RetryLater("training_unavailable", e.getMessage(), false, Optional.empty());
        }
    }

    /** As {@link #stored}, of a call that answers nothing. */
    static void await(Runnable call) {
        stored(() -> {
            call.run();
            return true;
        });
    }

    /** A call to the store; waits where it is down, throws where it refuses. */
    static <T> T stored(Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.REFUSED) {
                throw e;
            }
            throw new RetryLater(e.reason(), e.getMessage(), e.kind() == StoreException.Kind.FAILED, e.retryAfter());
        }
    }
}
