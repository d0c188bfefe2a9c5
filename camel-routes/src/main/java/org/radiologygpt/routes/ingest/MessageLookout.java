package org.radiologygpt.routes.ingest;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.draft.ReportEvents;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Urgency;
import org.radiologygpt.routes.lanes.Lookout;
import org.radiologygpt.routes.lanes.Sight;
import org.radiologygpt.routes.lifecycle.Ahead;
import org.radiologygpt.routes.lifecycle.Closing;

/** Reads each message as it comes: whose report it is, how urgent, and whether it ends drafting. */
public final class MessageLookout implements Lookout {
    /** What was read takes several times the message's size; a larger message is read again in its turn. */
    private static final int KEPT_BYTES = 64 * 1024;

    private final Map<String, ReportReader> readers;
    private final Ahead ahead;
    private final int maxMessageBytes;

    /**
     * A lookout.
     *
     * @param readers the reader of each topic
     * @param ahead is told of closing reports
     * @param maxMessageBytes longer messages are not read
     */
    public MessageLookout(Map<String, ReportReader> readers, Ahead ahead, int maxMessageBytes) {
        this.readers = Map.copyOf(readers);
        this.ahead = ahead;
        this.maxMessageBytes = maxMessageBytes;
    }

    @Override
    public Sight seen(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || record.value().length > maxMessageBytes) {
            return Sight.none();
        }
        ReadOutcome outcome = readers.get(record.topic()).read(record.value());
        Optional<Object> kept = record.value().length > KEPT_BYTES ? Optional.empty() : Optional.of(outcome);
        if (outcome instanceof ReadOutcome.Read read) {
            RadiologyReport report = read.report();
            closing(record, report).ifPresent(ahead::seen);
            int urgency = Urgency.of(report).ordinal();
            return new Sight(Optional.of(report.key().toString()), urgency, kept);
        }
        return new Sight(Optional.empty(), 0, kept);
    }

    /** The end of drafting that a record brings, if it does. */
    private static Optional<Closing> closing(ConsumerRecord<String, byte[]> record, RadiologyReport report) {
        Origin origin = new Origin(record.topic() + "-" + record.partition(), record.offset());
        return ReportEvents.closing(report).map(reason -> new Closing(report.key(), reason, origin));
    }

    @Override
    public void settled(String topic, int partition, long offset) {
        ahead.settled(topic, partition, offset);
    }

    @Override
    public void held(String topic, int partition, long offset) {
        ahead.beyond(topic, partition, offset);
    }

    @Override
    public void flowing(String topic, int partition) {
        ahead.near(topic, partition);
    }

    @Override
    public void left(String topic, int partition) {
        ahead.left(topic, partition);
    }
}
