package org.radiologygpt.model.server;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request's body while it comes; a slow sender holds no thread. */
final class Body implements Runnable {
    /** Bytes beyond the limit that are still taken, so that the sender can read the refusal. */
    private static final long DRAIN = 16 << 20;

    private final Request request;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private long length;

    private Body(Request request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /**
     * Reads a body.
     *
     * @param limit most bytes
     * @param most time for all of it
     * @return fails with {@link ApiError} where it is too large or too slow, else with what broke the connection
     */
    static CompletableFuture<byte[]> read(Request request, int limit, Duration most) {
        Body body = new Body(request, limit);
        body.whole.orTimeout(most.toMillis(), TimeUnit.MILLISECONDS);
        body.run();
        return body.whole.exceptionally(Body::timeout);
    }

    private static byte[] timeout(Throwable failure) {
        throw failure instanceof TimeoutException ? ApiError.tooSlow() : new CompletionException(failure);
    }

    /** Takes what is there, and asks to be called again where there will be more. */
    @Override
    public void run() {
        try {
            read();
        } catch (RuntimeException | Error e) {
            whole.completeExceptionally(e);
        }
    }

    private void read() {
        while (!whole.isDone()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                whole.completeExceptionally(chunk.getFailure());
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        length += chunk.remaining();
        if (length <= limit) {
            byte[] part = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(part);
            bytes.writeBytes(part);
        }
        boolean last = chunk.isLast();
        chunk.release();
        if (length > limit && (last || length > limit + DRAIN)) {
            whole.completeExceptionally(ApiError.tooLarge(limit));
        } else if (last) {
            whole.complete(bytes.toByteArray());
        }
    }
}
