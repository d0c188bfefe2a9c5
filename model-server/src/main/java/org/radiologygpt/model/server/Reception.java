package org.radiologygpt.model.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets requests for text in while the server does not stop, and reads their bodies. */
final class Reception {
    private final TextHandler texts;
    private final ServerOptions options;
    private final Duration bodyTime;
    private final Executor executor;
    private final Gate gate;
    private final Meters meters;

    /**
     * In front of a handler.
     *
     * @param bodyTime time for a whole body
     */
    Reception(
            TextHandler texts, ServerOptions options, Duration bodyTime, Executor executor, Gate gate, Meters meters) {
        this.texts = texts;
        this.options = options;
        this.bodyTime = bodyTime;
        this.executor = executor;
        this.gate = gate;
        this.meters = meters;
    }

    /** Answers as soon as the body is there. Throws where the server stops. */
    void receive(Endpoint endpoint, Request request, Response response, Callback callback) {
        if (!gate.enter()) {
            throw ApiError.stopping((int) Math.max(1, options.drain().toSeconds()));
        }
        Callback counted = Callback.from(callback, gate::leave);
        Body.read(request, options.maxBodyBytes(), bodyTime)
                .whenCompleteAsync(
                        (body, failure) -> {
                            try {
                                texts.answer(endpoint, received(body, failure), request, response, counted);
                            } catch (RuntimeException | Error e) {
                                fail(endpoint, e, response, counted);
                            }
                        },
                        executor);
    }

    private static byte[] received(byte[] body, Throwable failure) {
        if (failure != null) {
            throw failure instanceof CompletionException e ? e : new CompletionException(failure);
        }
        return body;
    }

    /**
     * Counts and answers what went wrong before a model was asked, an {@link Error}, too: nobody else would answer, and the
     * stop would wait for a request that is counted as running.
     */
    void fail(Endpoint endpoint, Throwable failure, Response response, Callback callback) {
        meters.failed(endpoint, Optional.empty(), ApiError.of(failure));
        Replies.fail(response, callback, failure);
    }
}
