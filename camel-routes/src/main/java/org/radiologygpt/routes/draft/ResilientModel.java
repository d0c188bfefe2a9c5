package org.radiologygpt.routes.draft;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.radiologygpt.routes.draft.ModelException.Kind;

/**
 * A model behind Resilience4j: retry around circuit breaker around bulkhead around time limit around the call.
 *
 * <p>A refused prompt is the message's fault and does not count against the server.
 */
public final class ResilientModel implements ImpressionModel {
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
        this.model = model;
        this.executor = executor;
        retry = Retry.of("model", retry(settings));
        breaker = CircuitBreaker.of("model", breaker(settings));
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
        Callable<Completion> limited =
                limiter.decorateFutureSupplier(() -> executor.submit(() -> model.complete(prompt)));
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
        return !(e instanceof ModelException model) || model.kind().retryable();
    }

    // A call that took all its time is not repeated at once: the caller waits in larger steps.
    private static boolean worthAnotherTry(Throwable e) {
        return e instanceof ModelException model && model.kind().retryable() && model.kind() != Kind.TIMEOUT;
    }

    private static RetryConfig retry(Resilience settings) {
        return RetryConfig.custom()
                .maxAttempts(settings.attempts())
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(settings.backoff(), 2, 0.5))
                .retryOnException(ResilientModel::worthAnotherTry)
                .build();
    }

    private static CircuitBreakerConfig breaker(Resilience settings) {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(settings.failureRate())
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.window())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordException(ResilientModel::serversFault)
                .build();
    }

    private static BulkheadConfig bulkhead(Resilience settings) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(settings.maxConcurrent())
                .maxWaitDuration(settings.timeLimit())
                .build();
    }
}
