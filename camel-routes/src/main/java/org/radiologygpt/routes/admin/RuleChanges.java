package org.radiologygpt.routes.admin;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.radiologygpt.routes.control.Change;
import org.radiologygpt.routes.control.ControlException;
import org.radiologygpt.routes.control.ControlJson;
import org.radiologygpt.routes.control.ControlRecord;
import org.radiologygpt.routes.control.Removal;
import org.radiologygpt.routes.control.Rule;
import org.radiologygpt.routes.control.Rules;
import org.radiologygpt.routes.intake.Intake;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a change of the rules and answers when it is durable, and says whether this engine obeys it already. An answer
 * of 503 means that nothing is known: the change may be stored all the same, and may be made again.
 */
final class RuleChanges {
    private static final Logger AUDIT = LoggerFactory.getLogger("org.radiologygpt.audit");
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final String topic;
    private final Supplier<Rules> rules;
    private final Intake intake;
    private final Clock clock;

    RuleChanges(String topic, Supplier<Rules> rules, Intake intake, Clock clock) {
        this.topic = topic;
        this.rules = rules;
        this.intake = intake;
        this.clock = clock;
    }

    Answer set(String id, byte[] body) {
        Rule rule;
        try {
            rule = ControlJson.wish(body, id, clock.instant());
            if (!rule.id().equals(id)) {
                return Answer.error(400, "invalid_rule", "id stands in the path, and not in the body");
            }
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "invalid_rule", e.getMessage());
        }
        return stored(rule, 201, "set");
    }

    Answer lift(Rule rule, String who, String reason) {
        Removal removal;
        try {
            removal = new Removal(rule.id(), new Change(who, clock.instant(), reason));
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "invalid_removal", "parameter " + e.getMessage());
        }
        return stored(removal, 200, "lifted");
    }

    private Answer stored(ControlRecord record, int status, String done) {
        try {
            intake.store(IntakeRecord.of(topic, record.id(), ControlJson.bytes(record)))
                    .join();
        } catch (CompletionException e) {
            return Answer.error(503, "storage_unavailable", "nothing is known to be stored");
        }
        audit(record, done);
        return Answer.of(status, done, ControlJson.of(record).put("inForce", inForce(record)));
    }

    /** Codes only: the value of a rule is for the topic. */
    private static void audit(ControlRecord record, String done) {
        String what = record instanceof Rule rule
                ? rule.kind().name().toLowerCase(Locale.ROOT) + " "
                        + rule.scope().code()
                : "rule";
        Change change = record.change();
        AUDIT.info("admin {} {} {} by {} reason {}", done, what, record.id(), change.who(), change.reason());
    }

    private boolean inForce(ControlRecord record) {
        long end = System.nanoTime() + SETTLING.toNanos();
        while (!isSeen(record)) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return true;
    }

    private boolean isSeen(ControlRecord record) {
        try {
            Rules now = rules.get();
            return record instanceof Rule rule
                    ? now.all().contains(rule)
                    : now.all().stream().noneMatch(rule -> rule.id().equals(record.id()));
        } catch (ControlException e) {
            return false;
        }
    }
}
