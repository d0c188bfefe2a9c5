package org.radiologygpt.routes.ingest;

import java.util.Map;
import java.util.Optional;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Ending;
import org.radiologygpt.draft.LifecycleAction;
import org.radiologygpt.draft.LifecycleAction.End;
import org.radiologygpt.draft.LifecycleAction.Generate;
import org.radiologygpt.draft.LifecycleAction.Resume;
import org.radiologygpt.draft.LifecycleAction.Write;
import org.radiologygpt.draft.LifecycleEvent;
import org.radiologygpt.draft.LifecycleEvent.DraftGenerated;
import org.radiologygpt.draft.LifecycleEvent.DraftWithheld;
import org.radiologygpt.draft.LifecycleEvent.DraftWritten;
import org.radiologygpt.draft.LifecycleEvent.WriteFailed;
import org.radiologygpt.draft.ReportEvents;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.draft.Step;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.draft.ModelException;
import org.radiologygpt.routes.ingest.Passage.Drafted;
import org.radiologygpt.routes.ingest.Passage.Eligible;
import org.radiologygpt.routes.ingest.Passage.Ended;
import org.radiologygpt.routes.ingest.Passage.Received;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoredDraft;

/**
 * The way of one message, step by step: each takes the message as far as it came and brings it one step on. A step that
 * is done again, after an outage or a crash, asks the report's state anew and goes on from there.
 */
public final class MessageSteps {
    private final Map<String, ReportReader> readers;
    private final Drafter drafter;
    private final DraftStore store;
    private final MessageLife life;
    private final Notices notices;
    private final int maxMessageBytes;

    /**
     * The steps over their ports.
     *
     * @param readers the reader of each topic
     * @param notices what becomes of messages that are no reports
     * @param maxMessageBytes longer messages are rejected unread
     */
    public MessageSteps(
            Map<String, ReportReader> readers,
            Drafter drafter,
            DraftStore store,
            MessageLife life,
            Notices notices,
            int maxMessageBytes) {
        this.readers = Map.copyOf(readers);
        this.drafter = drafter;
        this.store = store;
        this.life = life;
        this.notices = notices;
        this.maxMessageBytes = maxMessageBytes;
    }

    Passage read(Received received) {
        Delivery delivery = received.delivery();
        life.passed(delivery);
        if (delivery.bytes().length > maxMessageBytes) {
            return rejected(delivery, RejectReason.TOO_LARGE, "more than " + maxMessageBytes + " bytes");
        }
        ReadOutcome outcome =
                received.read().orElseGet(() -> readers.get(delivery.topic()).read(delivery.bytes()));
        if (outcome instanceof ReadOutcome.Rejected rejected) {
            return notices.end(delivery).orElseGet(() -> rejected(delivery, rejected.reason(), rejected.detail()));
        }
        Reading reading = Reading.of(delivery, ((ReadOutcome.Read) outcome).report());
        try {
            return arrived(reading);
        } catch (StoreException e) {
            return Endings.failed(delivery, reading.report(), refusal(e));
        }
    }

    private Passage arrived(Reading reading) {
        RadiologyReport report = reading.report();
        MessageEffects effects = life.effects(reading);
        life.overtake(reading, effects);
        LifecycleEvent event = ReportEvents.of(report, reading.arrival(), drafter.skips(report));
        Step step = life.apply(reading, event, effects);
        for (LifecycleAction action : step.actions()) {
            if (action instanceof Generate generate) {
                return wanted(new Eligible(reading, generate.number(), false), effects);
            }
            if (action instanceof Resume resume) {
                return wanted(new Eligible(reading, resume.draft().number(), true), effects);
            }
        }
        return ended(reading, step, effects);
    }

    private Passage wanted(Eligible eligible, MessageEffects effects) {
        return forbidden(eligible.reading(), effects).orElse(eligible);
    }

    /** The message's end where it may not be drafted, unless its draft has gone too far. */
    private Optional<Passage> forbidden(Reading reading, MessageEffects effects) {
        if (!life.obey(reading, effects)) {
            return Optional.empty();
        }
        Step step = life.apply(reading, generated(reading), effects);
        return write(step).isPresent() ? Optional.empty() : Optional.of(ended(reading, step, effects));
    }

    /** Finds the draft where a crash hid that it was stored, before the model is asked. */
    Passage lookUp(Eligible eligible) {
        if (!eligible.begun()) {
            return eligible;
        }
        Reading reading = eligible.reading();
        String key = Draft.idempotencyKey(reading.key(), reading.arrival().version(), eligible.number());
        try {
            Optional<StoredDraft> found = MessageLife.stored(() -> store.find(key));
            return found.isPresent() ? resumed(reading, found.get()) : eligible;
        } catch (StoreException e) {
            return withheld(reading, refusal(e));
        }
    }

    private Passage resumed(Reading reading, StoredDraft stored) {
        MessageEffects effects = life.effects(reading);
        Optional<DraftRef> ref = write(life.apply(reading, generated(reading), effects));
        Step step = ref.isPresent()
                ? life.apply(reading, new DraftWritten(reading.arrival(), ref.get()), effects)
                : life.apply(reading, generated(reading), effects);
        return stored.origin().equals(reading.delivery().id())
                ? ended(reading, step, effects)
                : Endings.duplicate(reading, Optional.of(stored));
    }

    Passage draft(Eligible eligible) {
        Reading reading = eligible.reading();
        Optional<Passage> forbidden = forbidden(reading, life.effects(reading));
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        DraftOutcome outcome;
        try {
            outcome = drafter.draft(reading.report());
        } catch (ModelException e) {
            return unanswered(reading, e);
        }
        MessageEffects effects = life.effects(reading);
        life.overtake(reading, effects);
        life.obey(reading, effects);
        if (outcome instanceof DraftOutcome.Drafted drafted) {
            Step step = life.apply(reading, generated(reading), effects);
            return write(step)
                    .<Passage>map(ref -> new Drafted(reading, drafted.draft().numbered(ref.number()), ref))
                    .orElseGet(() -> ended(reading, step, effects));
        }
        Step step = life.apply(reading, new DraftWithheld(reading.arrival(), reason(outcome), false), effects);
        return ending(step) instanceof Ending.Withheld
                ? Endings.undrafted(reading.delivery(), reading.report(), outcome)
                : ended(reading, step, effects);
    }

    private static String reason(DraftOutcome outcome) {
        return outcome instanceof DraftOutcome.Withheld withheld ? withheld.reason() : "no_draft";
    }

    Passage writeBack(Drafted drafted) {
        Reading reading = drafted.reading();
        MessageEffects effects = life.effects(reading);
        try {
            MessageLife.await(store::awaitTurn);
            life.overtake(reading, effects);
            life.obey(reading, effects);
            Step now = life.apply(reading, generated(reading), effects);
            if (write(now).isEmpty()) {
                return ended(reading, now, effects);
            }
            String id = reading.delivery().id();
            StoredDraft stored = MessageLife.stored(() -> store.write(reading.report(), drafted.draft(), id));
            life.overtake(reading, effects);
            life.obey(reading, effects);
            Step step = life.apply(reading, new DraftWritten(reading.arrival(), drafted.ref()), effects);
            return ending(step) instanceof Ending.Drafted ? written(drafted, stored) : ended(reading, step, effects);
        } catch (StoreException e) {
            // Part of what is refused may be stored: only what was never sent is surely absent.
            boolean absent = e.reason().equals("no_patient_id");
            Step step =
                    life.apply(reading, new WriteFailed(reading.arrival(), drafted.ref(), e.reason(), absent), effects);
            return ending(step) instanceof Ending.Withheld
                    ? Endings.failed(reading.delivery(), reading.report(), refusal(e))
                    : ended(reading, step, effects);
        }
    }

    /** Where the states were lost, the draft may have been there before, in other words. */
    private static Ended written(Drafted drafted, StoredDraft stored) {
        Reading reading = drafted.reading();
        if (!stored.origin().equals(reading.delivery().id())) {
            return Endings.duplicate(reading, Optional.of(stored));
        }
        return stored.impression().equals(drafted.draft().impression().strip())
                ? Endings.drafted(drafted, stored)
                : Endings.redelivered(reading, drafted.draft().idempotencyKey(), Optional.of(stored));
    }

    /** What becomes of a message that met a fault nobody foresaw, or was given up. */
    Ended failed(Passage passage, Failure failure) {
        if (passage instanceof Eligible eligible) {
            return withheld(eligible.reading(), failure);
        }
        if (passage instanceof Drafted drafted) {
            Reading reading = drafted.reading();
            return givenUp(
                    reading, new WriteFailed(reading.arrival(), drafted.ref(), failure.reason(), false), failure);
        }
        return closed(passage.delivery(), failure).orElseGet(() -> Endings.failed(passage.delivery(), failure));
    }

    /** A signed or withdrawn report that is given up is signed or withdrawn all the same: nothing is drafted after it. */
    private Optional<Ended> closed(Delivery delivery, Failure failure) {
        try {
            if (!(readers.get(delivery.topic()).read(delivery.bytes()) instanceof ReadOutcome.Read read)
                    || ReportEvents.closing(read.report()).isEmpty()) {
                return Optional.empty();
            }
            Reading reading = Reading.of(delivery, read.report());
            MessageEffects effects = life.effects(reading).givenUp(failure);
            LifecycleEvent event = ReportEvents.of(read.report(), reading.arrival(), drafter.skips(read.report()));
            return Optional.of(ended(reading, life.apply(reading, event, effects), effects));
        } catch (RetryLater e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Ended withheld(Reading reading, Failure failure) {
        return givenUp(reading, new DraftWithheld(reading.arrival(), failure.reason(), true), failure);
    }

    /** Withheld, unless the report moved on, or another engine brought the message to its end. */
    private Ended givenUp(Reading reading, LifecycleEvent event, Failure failure) {
        MessageEffects effects = life.effects(reading);
        Step step = life.apply(reading, event, effects);
        return ending(step) instanceof Ending.Withheld
                ? Endings.failed(reading.delivery(), reading.report(), failure)
                : ended(reading, step, effects);
    }

    private Ended unanswered(Reading reading, ModelException e) {
        if (e.kind().retryable()) {
            boolean suspect = e.kind() != ModelException.Kind.UNAVAILABLE;
            throw new RetryLater(e.kind().code(), e.getMessage(), suspect, e.retryAfter());
        }
        return withheld(reading, new Failure(e.kind().code(), Stage.DRAFT, e.getMessage()));
    }

    private Ended ended(Reading reading, Step step, MessageEffects effects) {
        Ending ending = ending(step);
        if (ending instanceof Ending.Drafted drafted) {
            String key = drafted.draft().idempotencyKey(reading.key());
            return Endings.redelivered(reading, key, MessageLife.stored(() -> store.find(key)));
        }
        if (ending instanceof Ending.Withheld withheld) {
            return Endings.withheldAgain(reading, withheld);
        }
        life.takeBackUnconfirmed(reading, step.state(), effects);
        Ending.Skipped skipped = (Ending.Skipped) ending;
        return skipped.reason() == SkipReason.DUPLICATE
                ? Endings.duplicate(reading, open(reading, step))
                : Endings.skipped(reading, skipped.reason(), effects);
    }

    private Optional<StoredDraft> open(Reading reading, Step step) {
        return step.state()
                .openDraft()
                .flatMap(draft -> MessageLife.stored(() -> store.find(draft.idempotencyKey(reading.key()))));
    }

    private static DraftGenerated generated(Reading reading) {
        return new DraftGenerated(reading.arrival(), ReportEvents.textHash(reading.report()));
    }

    private static Optional<DraftRef> write(Step step) {
        return step.actions().stream()
                .filter(Write.class::isInstance)
                .map(action -> ((Write) action).draft())
                .findFirst();
    }

    private static Ending ending(Step step) {
        return step.actions().stream()
                .filter(End.class::isInstance)
                .map(action -> ((End) action).ending())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the message is not at its end"));
    }

    private static Failure refusal(StoreException e) {
        return new Failure(e.reason(), Stage.WRITE_BACK, e.getMessage());
    }

    private static Ended rejected(Delivery delivery, RejectReason reason, String detail) {
        return Endings.rejected(delivery, new DraftOutcome.Rejected(reason, detail));
    }
}
