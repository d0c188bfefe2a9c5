package org.radiologygpt.routes.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.radiologygpt.draft.LifecycleEvent.DraftExpired;
import org.radiologygpt.draft.LifecycleEvent.DraftRecalled;
import org.radiologygpt.routes.control.ControlException;
import org.radiologygpt.routes.control.ControlTopic;
import org.radiologygpt.routes.control.Rule;
import org.radiologygpt.routes.control.Rules;
import org.radiologygpt.routes.lifecycle.OpenDraft;
import org.radiologygpt.routes.lifecycle.StateException;
import org.radiologygpt.routes.lifecycle.StateTopic;
import org.radiologygpt.routes.writeback.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after drafts that nobody reviews: those that expired, and those that a kill switch takes back. Several engines may
 * come upon the same draft; the second finds it ended.
 */
public final class DraftWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DraftWatch.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("org.radiologygpt.audit");
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);

    private final StateTopic states;
    private final ControlTopic control;
    private final Withdrawals withdrawals;
    private final Duration expiry;
    private final Duration round;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean open = true;
    private Rules obeyed = Rules.none();
    private Instant nextRound = Instant.MIN;

    private DraftWatch(StateTopic states, ControlTopic control, Withdrawals withdrawals, Duration expiry, Clock clock) {
        this.states = states;
        this.control = control;
        this.withdrawals = withdrawals;
        this.expiry = expiry;
        this.round = shorter(LONGEST_ROUND, expiry.dividedBy(3));
        this.clock = clock;
        thread = new Thread(this::run, "draft-watch");
        thread.setDaemon(true);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Starts to look. */
    public static DraftWatch start(
            StateTopic states, ControlTopic control, Withdrawals withdrawals, Duration expiry, Clock clock) {
        DraftWatch started = new DraftWatch(states, control, withdrawals, expiry, clock);
        started.thread.start();
        return started;
    }

    private void run() {
        while (open) {
            try {
                look();
            } catch (StateException | StoreException | ControlException e) {
                LOG.debug(
                        "open drafts are not looked after now: {}", e.getClass().getSimpleName());
            } catch (RuntimeException e) {
                LOG.error("open drafts are not looked after: {}", e.getClass().getName());
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private void look() {
        Rules rules = control.rules();
        boolean changed = !rules.equals(obeyed);
        if (changed && rules.recall()) {
            states.allOpenDrafts().forEach(draft -> recall(draft, rules));
        }
        obeyed = rules;
        if (!clock.instant().isBefore(nextRound)) {
            states.openDrafts().forEach(draft -> tend(draft, rules));
            nextRound = clock.instant().plus(round);
        }
    }

    private void tend(OpenDraft draft, Rules rules) {
        if (draft.since().plus(expiry).isBefore(clock.instant())) {
            withdrawals.happen(draft.key(), new DraftExpired(draft.number()), "expiry");
        } else {
            recall(draft, rules);
        }
    }

    private void recall(OpenDraft draft, Rules rules) {
        Optional<Rule> rule = rules.recalling(draft.key(), clock.instant());
        rule.ifPresent(found -> {
            withdrawals.happen(draft.key(), new DraftRecalled(draft.number()), "rule " + found.id());
            AUDIT.info(
                    "recalled a draft rule {} reason {}",
                    found.id(),
                    found.reason().code());
        });
    }

    /** Stops looking. */
    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
