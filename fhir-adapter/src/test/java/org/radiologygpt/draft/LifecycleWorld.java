package org.radiologygpt.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.draft.LifecycleAction.Cancel;
import org.radiologygpt.draft.LifecycleAction.End;
import org.radiologygpt.draft.LifecycleAction.Generate;
import org.radiologygpt.draft.LifecycleAction.Resume;
import org.radiologygpt.draft.LifecycleAction.Write;
import org.radiologygpt.draft.LifecycleEvent.DraftGenerated;
import org.radiologygpt.draft.LifecycleEvent.DraftWithheld;
import org.radiologygpt.draft.LifecycleEvent.DraftWritten;
import org.radiologygpt.draft.LifecycleEvent.WriteFailed;

/**
 * One report, its messages, a store with conditional writes, and workers that can die between any two steps: what was
 * done stays done, what was not stored is forgotten, and messages without a committed end come again.
 */
final class LifecycleWorld {

    /** A message on its way. */
    record Message(Arrival arrival, Kind kind, String text, boolean copy) {}

    enum Kind {
        FINDINGS,
        NEEDLESS,
        IDLE,
        SIGNED,
        FINALISED,
        WITHDRAWN
    }

    private enum Phase {
        RESUMING,
        GENERATING,
        WRITING,
        STORED
    }

    private static final class Work {
        private final Message message;
        private Phase phase;
        private DraftRef draft;

        private Work(Message message, Phase phase, DraftRef draft) {
            this.message = message;
            this.phase = phase;
            this.draft = draft;
        }
    }

    final Map<Integer, String> textOfOpenDrafts = new HashMap<>();
    final Map<Origin, Ending> endings = new LinkedHashMap<>();
    final List<Message> sent = new ArrayList<>();
    /** Origins of closing messages and of drafts, in the order in which they took effect. */
    final List<String> history = new ArrayList<>();

    private final Map<Integer, Boolean> stored = new HashMap<>();
    private final Deque<Message> pending = new ArrayDeque<>();
    private final List<Work> works = new ArrayList<>();
    private ReportState state = ReportState.initial();
    private boolean dying;

    ReportState state() {
        return state;
    }

    void send(Kind kind, int hour, String text) {
        long record = sent.size();
        Arrival arrival = LifecycleCases.arrival(record, hour, "M" + record);
        add(new Message(arrival, kind, text, false));
    }

    /** The same message in another record, where the first needs no second try. */
    void sendAgain(int which) {
        Optional<Message> first = sent.stream()
                .filter(message -> message.arrival().origin().position() == which && !message.copy())
                .filter(message -> Optional.ofNullable(
                                endings.get(message.arrival().origin()))
                        .filter(Ending::settles)
                        .isPresent())
                .findFirst();
        first.ifPresent(message -> {
            Arrival a = message.arrival();
            Origin origin = new Origin(a.origin().feed(), sent.size());
            Arrival copy = new Arrival(origin, a.clock(), a.version(), a.messageId(), a.bodyHash());
            add(new Message(copy, message.kind(), message.text(), true));
        });
    }

    private void add(Message message) {
        if (sent.size() >= ReportHistory.REMEMBERED) {
            return;
        }
        sent.add(message);
        pending.add(message);
    }

    /** The next step that stores the state dies before it has stored it. */
    void dieAtTheNextStep() {
        dying = true;
    }

    /** Everything in memory is gone; unfinished messages come again, and the last finished one. */
    void crash() {
        List<Message> again =
                new ArrayList<>(works.stream().map(work -> work.message).toList());
        if (!endings.isEmpty()) {
            Origin last = new ArrayList<>(endings.keySet()).get(endings.size() - 1);
            sent.stream().filter(m -> m.arrival().origin().equals(last)).forEach(again::add);
        }
        works.clear();
        dying = false;
        again.sort((a, b) -> Long.compare(
                b.arrival().origin().position(), a.arrival().origin().position()));
        again.forEach(pending::addFirst);
    }

    void deliver() {
        if (pending.isEmpty() || works.size() > 1) {
            return;
        }
        Message message = pending.poll();
        boolean closes =
                message.kind() == Kind.SIGNED || message.kind() == Kind.FINALISED || message.kind() == Kind.WITHDRAWN;
        if (closes && !message.copy() && !endings.containsKey(message.arrival().origin())) {
            history.add("closed");
        }
        apply(message, event(message)).ifPresent(works::add);
    }

    /** A closing message is seen ahead of its turn. */
    void lookAhead() {
        pending.stream()
                .filter(m -> m.kind() == Kind.SIGNED || m.kind() == Kind.FINALISED || m.kind() == Kind.WITHDRAWN)
                .findFirst()
                .ifPresent(m -> happen(new LifecycleEvent.Overtaken(
                        m.kind() == Kind.WITHDRAWN ? CancelReason.WITHDRAWN : CancelReason.SIGNED)));
    }

    /** A reader can review what the store shows. */
    void review(int number, Review review) {
        if (textOfOpenDrafts.containsKey(number)) {
            happen(new LifecycleEvent.DraftReviewed(number, review));
        }
    }

    void happen(LifecycleEvent event) {
        Step step = Lifecycle.next(state, event);
        step.actions().forEach(this::carryOut);
        state = step.state();
    }

    /** One worker goes on by one step; {@code luck} decides what model and store do. */
    void work(int which, int luck) {
        if (works.isEmpty()) {
            return;
        }
        Work work = works.get(which % works.size());
        Arrival arrival = work.message.arrival();
        switch (work.phase) {
            case RESUMING -> {
                work.phase = stored.containsKey(work.draft.number()) ? Phase.STORED : Phase.GENERATING;
            }
            case GENERATING -> goOn(work, generated(arrival, work.message.text(), luck));
            case WRITING -> {
                if (luck < 2) {
                    goOn(work, new WriteFailed(arrival, work.draft, "refused", true));
                } else if (luck == 2) {
                    store(work);
                    goOn(work, new WriteFailed(arrival, work.draft, "silent", false));
                } else {
                    store(work);
                    work.phase = Phase.STORED;
                }
            }
            case STORED -> goOn(work, new DraftWritten(arrival, work.draft));
        }
    }

    private static LifecycleEvent generated(Arrival arrival, String text, int luck) {
        return luck == 0 ? new DraftWithheld(arrival, "laterality", false) : new DraftGenerated(arrival, text);
    }

    private void store(Work work) {
        if (stored.putIfAbsent(work.draft.number(), true) == null) {
            textOfOpenDrafts.put(work.draft.number(), work.message.text());
            history.add("draft");
        }
    }

    private void goOn(Work work, LifecycleEvent event) {
        works.remove(work);
        apply(work.message, event).ifPresent(works::add);
    }

    private Optional<Work> apply(Message message, LifecycleEvent event) {
        Step step = Lifecycle.next(state, event);
        step.actions().stream().filter(action -> !(action instanceof End)).forEach(this::carryOut);
        if (dying) {
            works.add(new Work(message, Phase.GENERATING, null));
            crash();
            return Optional.empty();
        }
        state = step.state();
        step.actions().forEach(action -> end(message, action));
        return step.actions().stream()
                .flatMap(action -> follow(message, action).stream())
                .findFirst();
    }

    private static Optional<Work> follow(Message message, LifecycleAction action) {
        if (action instanceof Generate) {
            return Optional.of(new Work(message, Phase.GENERATING, null));
        }
        if (action instanceof Resume resume) {
            return Optional.of(new Work(message, Phase.RESUMING, resume.draft()));
        }
        return action instanceof Write write
                ? Optional.of(new Work(message, Phase.WRITING, write.draft()))
                : Optional.empty();
    }

    private void end(Message message, LifecycleAction action) {
        if (action instanceof End end) {
            Ending before = endings.putIfAbsent(message.arrival().origin(), end.ending());
            if (before != null && !before.equals(end.ending())) {
                throw new AssertionError("ended as " + before + " and as " + end.ending());
            }
        }
    }

    private void carryOut(LifecycleAction action) {
        if (action instanceof Cancel cancel) {
            textOfOpenDrafts.remove(cancel.draft().number());
        }
    }

    private static LifecycleEvent event(Message message) {
        Arrival arrival = message.arrival();
        return switch (message.kind()) {
            case FINDINGS -> new LifecycleEvent.FindingsArrived(arrival, message.text());
            case NEEDLESS -> new LifecycleEvent.NeedlessArrived(arrival, SkipReason.HAS_IMPRESSION);
            case IDLE -> new LifecycleEvent.IdleArrived(arrival, SkipReason.NOT_YET_DICTATED);
            case SIGNED -> new LifecycleEvent.SignedArrived(arrival, true);
            case FINALISED -> new LifecycleEvent.FinalisedArrived(arrival);
            case WITHDRAWN -> new LifecycleEvent.WithdrawnArrived(arrival);
        };
    }

    /** Lets everything come to its end, without further mishaps. */
    void settle() {
        while (!pending.isEmpty() || !works.isEmpty()) {
            if (works.isEmpty()) {
                deliver();
            } else {
                work(0, 9);
            }
        }
    }
}
