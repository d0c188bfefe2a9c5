package org.radiologygpt.routes.ingest;

/**
 * How much is dealt with at once.
 *
 * @param inFlight records dealt with at once by this process, of all topics and partitions together
 * @param inHand records that a consumer holds, in flight and waiting; it fetches no more beyond
 * @param inHandBytes the same in bytes
 */
public record Flow(int inFlight, int inHand, long inHandBytes) {

    /** 16 in flight; 500 records and 64 MiB in hand. */
    public static Flow defaults() {
        return new Flow(16, 500, 64L << 20);
    }
}
