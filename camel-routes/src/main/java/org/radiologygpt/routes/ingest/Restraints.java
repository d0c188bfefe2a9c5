package org.radiologygpt.routes.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.routes.control.ControlException;
import org.radiologygpt.routes.control.Restraint;

/** What forbids to draft a message: a rule, or that it waited too long. */
public final class Restraints {
    private final Restraint rules;
    private final Duration expiry;
    private final Clock clock;

    /**
     * A reason, and the rule that gives it.
     *
     * @param rule id of the rule, or empty
     */
    record Hold(CancelReason reason, String rule) {}

    /**
     * Over the rules.
     *
     * @param expiry a message that came to Kafka longer ago is not drafted: nobody waits for it
     */
    public Restraints(Restraint rules, Duration expiry, Clock clock) {
        this.rules = rules;
        this.expiry = expiry;
        this.clock = clock;
    }

    /** Why this message gets no draft; waits where the rules are not known. */
    Optional<Hold> against(Reading reading) {
        try {
            Optional<Hold> rule = rules.forbidding(reading.report()).map(found -> new Hold(found.reason(), found.id()));
            return rule.isPresent() ? rule : expired(reading);
        } catch (ControlException e) {
            throw new RetryLater("control_unavailable", e.getMessage(), false, Optional.empty());
        }
    }

    private Optional<Hold> expired(Reading reading) {
        return reading.delivery().time().plus(expiry).isBefore(clock.instant())
                ? Optional.of(new Hold(CancelReason.EXPIRED, ""))
                : Optional.empty();
    }
}
