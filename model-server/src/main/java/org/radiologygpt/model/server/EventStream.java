package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Server-sent events, written in order and without blocking the thread that sends them. What a slow reader has not taken
 * yet waits here; an answer's length bounds it.
 */
final class EventStream extends IteratingCallback {
    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Response response;
    private final Callback callback;
    private final Queue<ByteBuffer> queue = new ArrayDeque<>();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private boolean started;
    private boolean ended;
    private boolean complete;

    EventStream(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    /** Completes when the reader has gone away. */
    CompletableFuture<Void> broken() {
        return broken;
    }

    /** Whether an event was sent: from then on the status can no longer change. */
    synchronized boolean started() {
        return started;
    }

    /** Sends one event; ignored after the end. */
    void send(byte[] data) {
        synchronized (this) {
            if (ended) {
                return;
            }
            start();
            queue.add(event(data));
        }
        iterate();
    }

    /** Ends the response after what was sent. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        iterate();
    }

    /** Ends with an error: as the response's status where nothing was sent, else as a last event. */
    void fail(ApiError error) {
        synchronized (this) {
            if (!started) {
                ended = true;
                Replies.send(response, callback, error);
                return;
            }
        }
        send(Json.write(error.toJson()));
        end();
    }

    private void start() {
        if (!started) {
            started = true;
            response.setStatus(200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        }
    }

    private static ByteBuffer event(byte[] data) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 8);
        event.writeBytes(DATA);
        event.writeBytes(data);
        event.writeBytes(END);
        return ByteBuffer.wrap(event.toByteArray());
    }

    @Override
    protected Action process() {
        ByteBuffer next;
        boolean last;
        synchronized (this) {
            if (complete) {
                return Action.SUCCEEDED;
            }
            if (queue.isEmpty() && !ended) {
                return Action.IDLE;
            }
            next = queue.isEmpty() ? NOTHING.slice() : queue.remove();
            last = ended && queue.isEmpty();
            complete = last;
        }
        response.write(last, next, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        synchronized (this) {
            ended = true;
        }
        broken.complete(null);
        callback.failed(failure);
    }
}
