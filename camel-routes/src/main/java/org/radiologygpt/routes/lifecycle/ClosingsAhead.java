package org.radiologygpt.routes.lifecycle;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.report.ReportKey;

/** Closing reports that were seen and have not had their turn. Thread-safe. */
final class ClosingsAhead {
    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::feed).thenComparingLong(Origin::position);

    private final Map<String, NavigableMap<Long, ReportKey>> keys = new HashMap<>();
    private final Map<ReportKey, NavigableMap<Origin, Closing>> closings = new HashMap<>();
    private final Map<String, Long> passed = new HashMap<>();

    synchronized void add(Closing closing) {
        String feed = closing.origin().feed();
        long position = closing.origin().position();
        if (position > passed.getOrDefault(feed, -1L)) {
            keys.computeIfAbsent(feed, none -> new TreeMap<>()).put(position, closing.key());
            closings.computeIfAbsent(closing.key(), none -> new TreeMap<>(ORDER))
                    .put(closing.origin(), closing);
        }
    }

    /**
     * A record has its turn: it and those before it are no longer ahead. Where it stands before the last one, what follows
     * it is ahead again: it was delivered again, or its topic was made anew.
     */
    synchronized void passed(String feed, long position) {
        passed.put(feed, position);
        NavigableMap<Long, ReportKey> done =
                keys.getOrDefault(feed, new TreeMap<>()).headMap(position, true);
        done.forEach((at, key) -> closings.computeIfPresent(key, (none, all) -> {
            all.remove(new Origin(feed, at));
            return all.isEmpty() ? null : all;
        }));
        done.clear();
    }

    synchronized Optional<CancelReason> closing(ReportKey key) {
        return Optional.ofNullable(closings.get(key))
                .map(all -> all.lastEntry().getValue().reason());
    }
}
