package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whole answers as JSON. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    static void send(Response response, Callback callback, int status, ObjectNode json) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(Json.write(json)), callback);
    }

    /** A sentence, as vLLM answers where there is nothing to tell. */
    static void text(Response response, Callback callback, String sentence) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(sentence.getBytes(UTF_8)), callback);
    }

    static void send(Response response, Callback callback, ApiError error) {
        if (error.retryAfterSeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, error.retryAfterSeconds());
        }
        if (error.code().equals("invalid_api_key")) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        send(response, callback, error.status(), error.toJson());
    }

    /** Prometheus' text format 0.0.4. */
    static void metrics(Response response, Callback callback, String text) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        response.write(true, UTF_8.encode(text), callback);
    }

    /** Answers what went wrong, if somebody is still there to read it. */
    static void fail(Response response, Callback callback, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ApiError error) {
            send(response, callback, error);
        } else if (cause instanceof IOException) {
            LOG.debug("the request ended early: {}", cause.getClass().getName());
            callback.failed(cause);
        } else {
            LOG.error("a request failed: {}", cause.getClass().getName());
            send(response, callback, ApiError.ofStatus(500));
        }
    }
}
