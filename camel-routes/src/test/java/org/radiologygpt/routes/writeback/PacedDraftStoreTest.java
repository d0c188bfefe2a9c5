package org.radiologygpt.routes.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.report.RadiologyReport;

class PacedDraftStoreTest {
    private final AtomicInteger cancels = new AtomicInteger();
    private final PacedDraftStore store = new PacedDraftStore(new Counting(), 10);

    @Test
    void drafts_wait_for_their_turn() {
        long start = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            store.awaitTurn();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void taking_back_never_waits_and_counts_all_the_same() {
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            store.cancel("RIS|A1|v|1", CancelReason.SIGNED, "test");
        }
        assertThat(cancels).hasValue(10);
        store.awaitTurn();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(800));
    }

    private final class Counting implements DraftStore {
        @Override
        public Optional<StoredDraft> find(String idempotencyKey) {
            return Optional.empty();
        }

        @Override
        public StoredDraft write(RadiologyReport report, Draft draft, String origin) {
            return new StoredDraft("DiagnosticReport/1", origin, draft.impression());
        }

        @Override
        public Optional<StoredDraft> cancel(String idempotencyKey, CancelReason reason, String cause) {
            cancels.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public Optional<StoredDraft> review(ReviewGiven given, String cause) {
            return Optional.empty();
        }
    }
}
