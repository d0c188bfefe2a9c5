package org.radiologygpt.routes.lanes;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** What one consumer shows of itself: whether it reads, what it holds, how far it is behind. */
final class Pulse {
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);

    private final Duration sessionTimeout;
    private volatile Slice.Stock stock = new Slice.Stock();
    private volatile boolean member;
    private volatile boolean heard;
    private volatile long lag;
    private volatile long beatAt = System.nanoTime();
    private long askedAt = beatAt - ASK_EVERY.toNanos();
    private Map<TopicPartition, Long> ends = Map.of();

    Pulse(Duration sessionTimeout) {
        this.sessionTimeout = sessionTimeout;
    }

    void holds(Slice.Stock held) {
        stock = held;
    }

    /** The group has told which partitions are this consumer's; perhaps none. */
    void assigned() {
        member = true;
    }

    void stopped() {
        member = false;
        heard = false;
        lag = 0;
    }

    /**
     * Called by the consumer's thread, some times a second.
     *
     * @param held partitions that are not fetched from now: no fetch tells where they end, so that is asked at times
     */
    void beat(Consumer<String, byte[]> consumer, Collection<Slice> slices, Set<TopicPartition> held) {
        heard = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .anyMatch(this::isRecent);
        if (!held.isEmpty() && System.nanoTime() - askedAt >= ASK_EVERY.toNanos()) {
            ends = ends(consumer, held);
            askedAt = System.nanoTime();
        }
        lag = slices.stream()
                .mapToLong(slice -> lag(consumer, slice, held.contains(slice.partition())))
                .sum();
        beatAt = System.nanoTime();
    }

    private boolean isRecent(Metric metric) {
        return metric.metricValue() instanceof Number seconds
                && seconds.doubleValue() >= 0
                && seconds.doubleValue() <= sessionTimeout.toMillis() / 1000.0;
    }

    private static Map<TopicPartition, Long> ends(Consumer<String, byte[]> consumer, Set<TopicPartition> held) {
        try {
            return consumer.endOffsets(Set.copyOf(held), LONGEST_QUESTION);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return Map.of();
        }
    }

    /** Records of the partition that are not done yet, as far as the last fetch, or the last question, told. */
    private long lag(Consumer<String, byte[]> consumer, Slice slice, boolean held) {
        long behind = consumer.currentLag(slice.partition()).orElse(0);
        OptionalLong next = slice.tracker().next();
        Long end = held ? ends.get(slice.partition()) : null;
        if (end != null && next.isPresent()) {
            behind = Math.max(behind, end - next.getAsLong());
        }
        return slice.tracker().span() + behind;
    }

    /** Member of the group, fetching, and heard by the broker. */
    boolean isReady() {
        return member && heard && System.nanoTime() - beatAt < QUIET.toNanos();
    }

    long lag() {
        return lag;
    }

    int records() {
        return stock.records();
    }

    long bytes() {
        return stock.bytes();
    }
}
