package org.radiologygpt.routes.control;

import java.time.Instant;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;

/**
 * Reports that must not be drafted.
 *
 * @param kind kill switch or opt-out
 * @param scope by what reports are chosen; a kill switch is for all or for a site, an opt-out never for all
 * @param value what is chosen, any case; empty for all
 * @param withdraw whether a kill switch also takes open drafts back
 * @param from from when; empty for at once
 * @param until until before when; empty for until it is removed
 */
public record Rule(
        String id,
        Kind kind,
        Scope scope,
        String value,
        boolean withdraw,
        Optional<Instant> from,
        Optional<Instant> until,
        Change change)
        implements ControlRecord {

    /** The two kinds of rules. */
    public enum Kind {
        /** The kill switch. */
        STOP,
        OPT_OUT
    }

    public Rule {
        Codes.check("id", id, ID);
        Codes.check("value", value, scope == Scope.ALL ? "" : "(?=.*\\S)[^\\p{Cntrl}]{1,200}");
        boolean stops = scope == Scope.ALL || scope == Scope.SITE;
        if (kind == Kind.STOP ? !stops : scope == Scope.ALL) {
            throw new IllegalArgumentException("scope: a stop is for all or site, an opt_out for anything but all");
        }
        if (withdraw && kind != Kind.STOP) {
            throw new IllegalArgumentException("withdraw is for a stop");
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("from must be before until");
        }
    }

    /** Whether it forbids to draft this report now. */
    boolean forbids(RadiologyReport report, Instant now) {
        return holds(now) && scope.chooses(value, report);
    }

    /** Whether it takes an open draft of this report back now. */
    boolean recalls(ReportKey key, Instant now) {
        return withdraw && holds(now) && scope.chooses(value, key);
    }

    private boolean holds(Instant now) {
        return from.filter(now::isBefore).isEmpty()
                && until.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** Why drafting ends under it. */
    public CancelReason reason() {
        return kind == Kind.STOP ? CancelReason.STOPPED : CancelReason.OPTED_OUT;
    }
}
