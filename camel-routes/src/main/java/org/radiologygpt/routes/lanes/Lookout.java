package org.radiologygpt.routes.lanes;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Is shown the records as they come, before they have their turn. Called on the consumers' threads. */
public interface Lookout {

    /** A record came. */
    Sight seen(ConsumerRecord<String, byte[]> record);

    /** All records of a partition before this offset are done. */
    void settled(String topic, int partition, long offset);

    /** No record from this offset on is fetched for now; what lies there is not seen. */
    void held(String topic, int partition, long offset);

    /** Records are fetched again. */
    void flowing(String topic, int partition);

    /** The partition is another engine's: what was seen of it is that one's business. */
    void left(String topic, int partition);
}
