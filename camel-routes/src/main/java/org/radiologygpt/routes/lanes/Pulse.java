package org.radiologygpt.routes.lanes;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/** What one consumer shows of itself: whether it reads, what it holds, how far it is behind. */
final class Pulse {
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Duration sessionTimeout;
    private volatile Slice.Stock stock = new Slice.Stock();
    private volatile boolean member;
    private volatile boolean heard;
    private volatile long lag;
    private volatile long beatAt = System.nanoTime();

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

    /** Called by the consumer's thread, some times a second. */
    void beat(Consumer<String, byte[]> consumer, Collection<Slice> slices) {
        heard = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .anyMatch(this::isRecent);
        lag = slices.stream().mapToLong(slice -> lag(consumer, slice)).sum();
        beatAt = System.nanoTime();
    }

    private boolean isRecent(Metric metric) {
        return metric.metricValue() instanceof Number seconds
                && seconds.doubleValue() >= 0
                && seconds.doubleValue() <= sessionTimeout.toMillis() / 1000.0;
    }

    /** Records of the partition that are not done yet, as far as the last fetch told. */
    private static long lag(Consumer<String, byte[]> consumer, Slice slice) {
        OptionalLong behind = consumer.currentLag(slice.partition());
        return slice.tracker().span() + behind.orElse(0);
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
