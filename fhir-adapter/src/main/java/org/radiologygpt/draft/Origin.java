package org.radiologygpt.draft;

/**
 * Which record a message came with; it names the delivery for ever and holds nothing of the message.
 *
 * @param feed where records are numbered in the order in which they came, as {@code radiology.oru-0}
 * @param position number of the record in that feed
 */
public record Origin(String feed, long position) {

    /** True where both are of one feed and this came first: records of different feeds have no order. */
    public boolean isBefore(Origin other) {
        return feed.equals(other.feed) && position < other.position;
    }

    /** {@code feed-position}. */
    @Override
    public String toString() {
        return feed + "-" + position;
    }
}
