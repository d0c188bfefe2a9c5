package org.radiologygpt.routes.lifecycle;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.report.ReportKey;

/** Closing reports that were seen and have not had their turn; turns come in any order. Thread-safe. */
final class ClosingsAhead {
    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::feed).thenComparingLong(Origin::position);

    private final Map<String, Feed> feeds = new HashMap<>();
    private final Map<ReportKey, NavigableMap<Origin, Closing>> closings = new HashMap<>();

    /** One partition: what waits, what has had its turn, and the offset before which all have. */
    private static final class Feed {
        private final NavigableMap<Long, ReportKey> waiting = new TreeMap<>();
        private final NavigableSet<Long> passed = new TreeSet<>();
        private long floor;

        boolean isAhead(long position) {
            return position >= floor && !passed.contains(position);
        }
    }

    synchronized void add(Closing closing) {
        Feed feed = feed(closing.origin().feed());
        long position = closing.origin().position();
        if (feed.isAhead(position)) {
            feed.waiting.put(position, closing.key());
            closings.computeIfAbsent(closing.key(), none -> new TreeMap<>(ORDER))
                    .put(closing.origin(), closing);
        }
    }

    /** A record has its turn. */
    synchronized void passed(String name, long position) {
        Feed feed = feed(name);
        if (position >= feed.floor) {
            feed.passed.add(position);
        }
        Optional.ofNullable(feed.waiting.remove(position)).ifPresent(key -> remove(name, position, key));
    }

    /** All records before this one have had their turn. */
    synchronized void settled(String name, long position) {
        Feed feed = feed(name);
        feed.floor = Math.max(feed.floor, position);
        feed.passed.headSet(position, false).clear();
        NavigableMap<Long, ReportKey> done = feed.waiting.headMap(position, false);
        done.forEach((at, key) -> remove(name, at, key));
        done.clear();
    }

    /** Forgets a partition. */
    synchronized void left(String name) {
        Feed feed = feeds.remove(name);
        if (feed != null) {
            feed.waiting.forEach((at, key) -> remove(name, at, key));
        }
    }

    synchronized boolean isAhead(Closing closing) {
        return closings.containsKey(closing.key())
                && closings.get(closing.key()).containsKey(closing.origin());
    }

    /** In the order of their feed. */
    synchronized List<Closing> closings(ReportKey key) {
        return closings.containsKey(key) ? List.copyOf(closings.get(key).values()) : List.of();
    }

    synchronized Optional<CancelReason> closing(ReportKey key) {
        return Optional.ofNullable(closings.get(key))
                .map(all -> all.lastEntry().getValue().reason());
    }

    private Feed feed(String name) {
        return feeds.computeIfAbsent(name, none -> new Feed());
    }

    private void remove(String name, long position, ReportKey key) {
        closings.computeIfPresent(key, (none, all) -> {
            all.remove(new Origin(name, position));
            return all.isEmpty() ? null : all;
        });
    }
}
