package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.radiologygpt.routes.draft.ModelException.Kind;

/**
 * Requests to one server and their whole answers, within a time that covers the body too.
 *
 * <p>Causes are not chained: an HTTP library's or a parser's words may quote what was sent.
 */
final class ModelHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 4 << 20;

    private final HttpClient client;
    private final ModelEndpoint endpoint;
    private final Clock clock;

    ModelHttp(HttpClient client, ModelEndpoint endpoint, Clock clock) {
        this.client = client;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    JsonNode get(String path, Duration timeout) {
        return json(send(request(path, timeout).GET().build(), timeout));
    }

    JsonNode post(String path, ObjectNode body, Duration timeout) {
        HttpRequest.Builder request = request(path, timeout).header("Content-Type", "application/json");
        if (endpoint.dialect().kind().honoursPrefer()) {
            request.header("Prefer", "wait=" + Math.max(1, timeout.toSeconds()));
        }
        return json(send(request.POST(BodyPublishers.ofString(body.toString())).build(), timeout));
    }

    /** The status of a page whose content says nothing. */
    int status(String path, Duration timeout) {
        return send(request(path, timeout).GET().build(), timeout).statusCode();
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.resolve(path)).timeout(timeout);
        if (!endpoint.token().isEmpty()) {
            request.header("Authorization", "Bearer " + endpoint.token());
        }
        return request;
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw ModelFailure.of(endpoint.dialect(), response, clock);
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new ModelException(Kind.FAILED, "the model server's answer is no JSON", 200);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration timeout) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(LONGEST_ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ModelException(Kind.TIMEOUT, "no answer of the model server in time");
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(Kind.UNAVAILABLE, "interrupted while waiting for the model server");
        } finally {
            answer.cancel(true);
        }
    }

    private static ModelException translated(Throwable cause) {
        if (cause instanceof BoundedBody.TooLong) {
            return new ModelException(Kind.FAILED, "the model server's answer is longer than 4 MiB", 200);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return new ModelException(Kind.UNAVAILABLE, "no connection to the model server in time");
        }
        if (cause instanceof HttpTimeoutException) {
            return new ModelException(Kind.TIMEOUT, "no answer of the model server in time");
        }
        Kind kind = cause instanceof IOException ? Kind.UNAVAILABLE : Kind.FAILED;
        return new ModelException(kind, "model server: " + cause.getClass().getSimpleName());
    }

    /** What a body says, or a missing node where it is no JSON. */
    static JsonNode lenient(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
