package org.radiologygpt.routes.lifecycle;

import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.report.ReportKey;

/** What waits in line behind the records that are being dealt with. Thread-safe. */
public interface Ahead {

    /** A closing report was received and waits for its turn. */
    void seen(Closing closing);

    /** A record has its turn: it is no longer ahead. */
    void passed(String topic, int partition, long offset);

    /** All records of a partition before this offset are done. */
    void settled(String topic, int partition, long offset);

    /** Records from this offset on are not received for now: they are to be looked at where they lie. */
    void beyond(String topic, int partition, long offset);

    /** Records are received again as they come. */
    void near(String topic, int partition);

    /** The partition is another engine's. */
    void left(String topic, int partition);

    /** The closing reports of a report that wait for their turn, or for their turn anew; in the order of their feed. */
    List<Closing> closings(ReportKey key);

    /** Why the drafting of a report is over, where a record further down says so. */
    default Optional<CancelReason> closing(ReportKey key) {
        List<Closing> all = closings(key);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).reason());
    }
}
