package org.radiologygpt.routes.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoredDraft;

/** A store in memory that can be told to fail. */
final class MemoryStore implements DraftStore {
    final Map<String, StoredDraft> drafts = new ConcurrentHashMap<>();
    final Map<String, CancelReason> cancelled = new ConcurrentHashMap<>();
    final List<ReviewGiven> reviews = new CopyOnWriteArrayList<>();
    final AtomicInteger writes = new AtomicInteger();
    volatile Supplier<Optional<StoreException>> fault = Optional::empty;
    volatile Supplier<Optional<StoreException>> findFault = Optional::empty;

    volatile Runnable turn = () -> {};

    @Override
    public void awaitTurn() {
        turn.run();
    }

    @Override
    public Optional<StoredDraft> find(String idempotencyKey) {
        findFault.get().ifPresent(e -> {
            throw e;
        });
        return Optional.ofNullable(drafts.get(idempotencyKey));
    }

    @Override
    public Optional<StoredDraft> cancel(String idempotencyKey, CancelReason reason, String cause) {
        Optional<StoredDraft> draft = find(idempotencyKey);
        draft.ifPresent(found -> cancelled.putIfAbsent(idempotencyKey, reason));
        return draft;
    }

    @Override
    public Optional<StoredDraft> review(ReviewGiven given, String cause) {
        reviews.add(given);
        return find(given.draft());
    }

    @Override
    public StoredDraft write(RadiologyReport report, Draft draft, String origin) {
        fault.get().ifPresent(e -> {
            throw e;
        });
        writes.incrementAndGet();
        return drafts.computeIfAbsent(
                draft.idempotencyKey(),
                key -> new StoredDraft("DiagnosticReport/" + (drafts.size() + 1), origin, draft.impression()));
    }
}
