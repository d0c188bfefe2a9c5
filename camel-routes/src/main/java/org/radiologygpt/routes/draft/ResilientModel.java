package org.radiologygpt.routes.draft;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.radiologygpt.report.Urgency;
import org.radiologygpt.routes.draft.ModelException.Kind;

/**
 * A model behind Resilience4j: retry around circuit breaker around bulkhead around time limit around the call.
 *
 * <p>A refused prompt is the message's fault and does not count against the server; neither does an overloaded server
 * that says when to come again, nor one server's failure while others are well.
 */
public final class ResilientModel implements ImpressionModel {
    /** A server that asks to wait for longer is waited for by the caller. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final ImpressionModel model;
    private final ExecutorService executor;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final TimeLimiter limiter;

    /**
     * Protects a model.
     *
     * @param executor runs the calls, so that one out of time can be given up; not closed here
     */
    public ResilientModel(ImpressionModel model, Resilience settings, ExecutorService executor) {
        this(model, settings, executor, () -> true);
    }

    /**
     * Protects several servers behind one model.
     *
     * @param allDown whether, at the time of a failure, no server is left that could answer: only then it counts
     */
    public ResilientModel(
            ImpressionModel model, Resilience settings, ExecutorService executor, BooleanSupplier allDown) {
        this.model = model;
        this.executor = executor;
        retry = Retry.of("model", retry(settings));
        breaker = CircuitBreaker.of("model", breaker(settings, allDown));
        bulkhead = Bulkhead.of("model", bulkhead(settings));
        limiter = TimeLimiter.of(
                "model",
                TimeLimiterConfig.custom().timeoutDuration(settings.timeLimit()).build());
    }

    /** The breaker, for metrics and readiness. */
    public CircuitBreaker breaker() {
        return breaker;
    }

    @Override
    public Completion complete(String prompt) {
        return complete(prompt, Urgency.ROUTINE);
    }

    @Override
    public Completion complete(String prompt, Urgency urgency) {
        Callable<Completion> limited =
                limiter.decorateFutureSupplier(() -> executor.submit(() -> model.complete(prompt, urgency)));
        Callable<Completion> guarded = CircuitBreaker.decorateCallable(
                breaker, Bulkhead.decorateCallable(bulkhead, () -> translated(limited)));
        return translated(Retry.decorateCallable(retry, () -> translated(guarded)));
    }

    private static Completion translated(Callable<Completion> call) {
        try {
            return call.call();
        } catch (ModelException e) {
            throw e;
        } catch (CallNotPermittedException e) {
            throw new ModelException(Kind.UNAVAILABLE, "the circuit breaker of the model server is open");
        } catch (BulkheadFullException e) {
            throw new ModelException(Kind.UNAVAILABLE, "too many calls to the model server at once");
        } catch (TimeoutException e) {
            throw new ModelException(Kind.TIMEOUT, "no answer of the model within the time limit");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(Kind.UNAVAILABLE, "interrupted while waiting for the model");
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (Exception e) {
            throw new ModelException(
                    Kind.FAILED, "model call failed: " + e.getClass().getName());
        }
    }

    private static ModelException unwrapped(ExecutionException e) {
        return e.getCause() instanceof ModelException cause
                ? cause
                : new ModelException(
                        Kind.FAILED,
                        "model call failed: " + e.getCause().getClass().getName());
    }

    private static boolean serversFault(Throwable e) {
        return !(e instanceof ModelException model)
                || model.kind().retryable() && model.retryAfter().isEmpty();
    }

    // A call that took all its time is not repeated at once: the caller waits in larger steps.
    private static boolean worthAnotherTry(Throwable e) {
        return e instanceof ModelException model
                && model.kind().retryable()
                && model.kind() != Kind.TIMEOUT
                && model.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_WAIT) <= 0;
    }

    /** The back-off, or what the server asks for where that is longer. */
    private static IntervalBiFunction<Completion> waits(Resilience settings) {
        IntervalFunction backoff = IntervalFunction.ofExponentialRandomBackoff(settings.backoff(), 2, 0.5);
        return (attempt, outcome) -> Math.max(backoff.apply(attempt), asked(outcome.getLeft()));
    }

    private static long asked(Throwable e) {
        return e instanceof ModelException model
                ? model.retryAfter().orElse(Duration.ZERO).toMillis()
                : 0;
    }

    private static RetryConfig retry(Resilience settings) {
        return RetryConfig.<Completion>custom()
                .maxAttempts(settings.attempts())
                .intervalBiFunction(waits(settings))
                .retryOnException(ResilientModel::worthAnotherTry)
                .build();
    }

    private static CircuitBreakerConfig breaker(Resilience settings, BooleanSupplier allDown) {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(settings.failureRate())
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.window())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordException(e -> serversFault(e) && allDown.getAsBoolean())
                .build();
    }

    private static BulkheadConfig bulkhead(Resilience settings) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(settings.maxConcurrent())
                .maxWaitDuration(settings.timeLimit())
                .build();
    }
}
