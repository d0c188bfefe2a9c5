package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Whole answers as JSON. */
final class Replies {
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
        if (error.status() == 429) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        }
        if (error.status() == 401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        send(response, callback, error.status(), error.toJson());
    }
}
