package org.radiologygpt.routes.lifecycle;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.report.ReportKey;

/** What waits in line behind the record that is being dealt with. Thread-safe. */
public interface Ahead {

    /** A record is being dealt with: what waits behind it is ahead. */
    void passed(String topic, int partition, long offset);

    /** Why the drafting of a report is over, where a record further down says so. */
    Optional<CancelReason> closing(ReportKey key);
}
