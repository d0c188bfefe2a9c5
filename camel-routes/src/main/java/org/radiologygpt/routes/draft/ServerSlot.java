package org.radiologygpt.routes.draft;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.radiologygpt.report.Urgency;

/**
 * One of several servers: what it has in hand, what its last calls came to and what it said of itself.
 *
 * <p>Its breaker opens sooner than that of a single server, for others can take over; while it fails again it is tried
 * less and less often, up to once a minute, with one call.
 */
final class ServerSlot {
    private static final int WINDOW = 4;
    private static final int LEAST_CALLS = 3;
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(1);

    private final HttpImpressionModel model;
    private final CircuitBreaker breaker;
    private final Clock clock;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile ServerState polled = ServerState.UNCHECKED;
    private volatile Instant pausedUntil = Instant.MIN;
    private volatile boolean missed;

    ServerSlot(HttpImpressionModel model, Resilience settings, Clock clock) {
        this.model = model;
        this.clock = clock;
        breaker = CircuitBreaker.of("model-server", breaker(settings));
    }

    private static CircuitBreakerConfig breaker(Resilience settings) {
        Duration open = settings.openFor().compareTo(LONGEST_OPEN) < 0 ? settings.openFor() : LONGEST_OPEN;
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(settings.failureRate())
                .slidingWindowSize(Math.min(WINDOW, settings.window()))
                .minimumNumberOfCalls(Math.min(LEAST_CALLS, settings.window()))
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(open, 2, LONGEST_OPEN))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    /** Whether it may be asked, its breaker aside. */
    boolean isFit() {
        return polled.isAsked() && pause().isZero();
    }

    /** Takes a place, if its breaker lets it; each place that is taken must be used by {@link #complete}. */
    boolean take() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        inFlight.incrementAndGet();
        return true;
    }

    /** Never lets its breaker open: there is no other server. */
    void standAlone() {
        breaker.transitionToDisabledState();
    }

    Completion complete(String prompt, Urgency urgency, Deadline deadline) {
        long start = System.nanoTime();
        boolean told = false;
        try {
            Completion completion = model.complete(prompt, urgency, deadline);
            told = true;
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            answered.incrementAndGet();
            missed = false;
            return completion;
        } catch (RuntimeException e) {
            told = true;
            failed(e, System.nanoTime() - start);
            throw e;
        } finally {
            if (!told) {
                // An Error of this process says nothing of the server; its trial must not be held for ever.
                breaker.releasePermission();
            }
            inFlight.decrementAndGet();
        }
    }

    private void failed(RuntimeException e, long nanos) {
        failed.incrementAndGet();
        Optional<Duration> pause = e instanceof ModelException model ? model.retryAfter() : Optional.empty();
        pause.ifPresent(wait -> pausedUntil = clock.instant().plus(wait));
        boolean well = pause.isPresent()
                || e instanceof ModelException model && !model.kind().retryable();
        if (well) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, e);
        }
    }

    /**
     * Looks at the server.
     *
     * @return its state, where it is another than before
     */
    Optional<ServerState> poll() {
        ServerState before = polled;
        ServerState now = model.check();
        if (now == ServerState.UNREACHABLE && before.isAsked() && !missed) {
            // Once may be a long pause of the server; calls in flight say more.
            missed = true;
            return Optional.empty();
        }
        missed = false;
        polled = now;
        return now == before ? Optional.empty() : Optional.of(now);
    }

    /** How long it asked to be left in peace from now on. */
    Duration pause() {
        Instant until = pausedUntil;
        Instant now = clock.instant();
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    ServerState state() {
        if (!polled.isAsked()) {
            return polled;
        }
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            return ServerState.FAILING;
        }
        return pause().isZero() ? polled : ServerState.PAUSED;
    }

    String label() {
        return model.label();
    }

    int inFlight() {
        return inFlight.get();
    }

    long answered() {
        return answered.get();
    }

    long failures() {
        return failed.get();
    }
}
