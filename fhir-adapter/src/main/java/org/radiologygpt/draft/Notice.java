package org.radiologygpt.draft;

import java.util.List;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.ReportKey;

/** A message that is no report and yet concerns drafts. */
public sealed interface Notice {

    /** A radiologist accepted, edited or rejected a draft. */
    record Reviewed(ReviewGiven given) implements Notice {}

    /** About a draft, and nothing follows from it. */
    record Idle(ReportKey key, SkipReason reason) implements Notice {}

    /**
     * Records of patients were merged into others.
     *
     * @param source sending system
     * @param losing identifiers under which those patients are no longer known; never to be logged
     */
    record Merged(String source, List<Identifier> losing) implements Notice {
        public Merged {
            losing = List.copyOf(losing);
        }

        @Override
        public String toString() {
            return losing.size() + " identifiers merged";
        }
    }

    /**
     * Of this kind, but lacking what it must say.
     *
     * @param detail field and cause; never content of the message
     */
    record Unusable(RejectReason reason, String detail) implements Notice {}
}
