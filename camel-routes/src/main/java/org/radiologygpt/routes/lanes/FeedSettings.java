package org.radiologygpt.routes.lanes;

import java.time.Duration;
import java.util.Map;

/**
 * How topics are consumed.
 *
 * @param client properties of the Kafka client: servers and security
 * @param groupId consumer group
 * @param consumers consumers of each topic in this process
 * @param maxPollRecords records that a consumer takes at once
 * @param maxPollInterval longest time between two fetches before the group gives the partitions away
 * @param sessionTimeout time after which the group gives away the partitions of an engine that died
 * @param inFlight records dealt with at once, of all topics together
 * @param inHand records that a consumer holds, in flight and waiting; it fetches no more beyond
 * @param inHandBytes the same in bytes; one fetch may exceed it
 * @param drain how long records in flight may take to their end when partitions are given away or the engine stops
 */
public record FeedSettings(
        Map<String, Object> client,
        String groupId,
        int consumers,
        int maxPollRecords,
        Duration maxPollInterval,
        Duration sessionTimeout,
        int inFlight,
        int inHand,
        long inHandBytes,
        Duration drain) {
    public FeedSettings {
        client = Map.copyOf(client);
        if (inFlight < 1 || inHand < inFlight) {
            throw new IllegalArgumentException("inHand must be inFlight or more, and that 1 or more");
        }
    }

    /** Records of a partition, done or not, behind the first that is not done: what a crash makes come again. */
    int span() {
        return 10 * inHand;
    }

    /** Names only: a property may be a password. */
    @Override
    public String toString() {
        return groupId + ", " + inFlight + " in flight, " + inHand + " in hand";
    }
}
