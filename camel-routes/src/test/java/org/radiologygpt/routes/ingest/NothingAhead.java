package org.radiologygpt.routes.ingest;

import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.lifecycle.Ahead;
import org.radiologygpt.routes.lifecycle.Closing;

/** A feed in which nothing waits, unless it is told that something does. */
final class NothingAhead implements Ahead {
    volatile Optional<CancelReason> closing = Optional.empty();
    volatile Origin origin = new Origin("ahead", 1_000_000);

    @Override
    public void seen(Closing closing) {}

    @Override
    public void passed(String topic, int partition, long offset) {}

    @Override
    public void settled(String topic, int partition, long offset) {}

    @Override
    public void beyond(String topic, int partition, long offset) {}

    @Override
    public void near(String topic, int partition) {}

    @Override
    public void left(String topic, int partition) {}

    @Override
    public List<Closing> closings(ReportKey key) {
        return closing.map(reason -> new Closing(key, reason, origin)).stream().toList();
    }
}
