package org.radiologygpt.routes.writeback;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.report.RadiologyReport;

/**
 * A store that is written to so often a second and no more, so that a backlog does not flood it. Drafts wait for their
 * turn; taking a draft back counts and never waits, for that is safety.
 */
public final class PacedDraftStore implements DraftStore, AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final DraftStore store;
    private final RateLimiter limiter;

    /**
     * A store at this pace.
     *
     * @param writesPerSecond evenly, without bursts
     */
    public PacedDraftStore(DraftStore store, int writesPerSecond) {
        this.store = store;
        limiter = RateLimiter.of(
                "fhir-writes",
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(SECOND.dividedBy(writesPerSecond))
                        .timeoutDuration(LONGEST_WAIT)
                        .build());
    }

    /** Waits; where the line is longer than a minute, the message waits elsewhere. */
    @Override
    public void awaitTurn() {
        if (!limiter.acquirePermission()) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "too many writes wait for their turn", Optional.of(SECOND));
        }
        store.awaitTurn();
    }

    @Override
    public StoredDraft write(RadiologyReport report, Draft draft, String origin) {
        return store.write(report, draft, origin);
    }

    @Override
    public Optional<StoredDraft> find(String idempotencyKey) {
        return store.find(idempotencyKey);
    }

    @Override
    public Optional<StoredDraft> cancel(String idempotencyKey, CancelReason reason, String cause) {
        limiter.reservePermission();
        return store.cancel(idempotencyKey, reason, cause);
    }

    @Override
    public Optional<StoredDraft> review(ReviewGiven given, String cause) {
        limiter.reservePermission();
        return store.review(given, cause);
    }

    /** Closes the store where that needs it. */
    @Override
    public void close() {
        if (store instanceof SentDrafts sent) {
            sent.close();
        }
        if (store instanceof FhirDraftStore fhir) {
            fhir.close();
        }
    }
}
