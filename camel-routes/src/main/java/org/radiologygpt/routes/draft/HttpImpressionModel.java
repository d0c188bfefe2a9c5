package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.routes.draft.ModelException.Kind;

/**
 * Asks a server over {@code POST /v1/completions}, greedily, so that the same findings give the same draft.
 *
 * <p>Who answers is read from {@code GET /v1/models} and believed for a minute, or until a call fails: a server that was
 * restarted may hold other weights under the same name.
 */
public final class HttpImpressionModel implements ImpressionModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 4 << 20;
    private static final Duration BELIEF = Duration.ofMinutes(1);

    private final HttpClient client;
    private final ModelEndpoint endpoint;
    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(null, Instant.MIN));

    private record Known(ModelIdentity model, Instant until) {}

    public HttpImpressionModel(HttpClient client, ModelEndpoint endpoint, Clock clock) {
        this.client = client;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public Completion complete(String prompt) {
        try {
            ModelIdentity model = identity();
            return completion(send(post(prompt)), model);
        } catch (ModelException e) {
            known.set(new Known(null, Instant.MIN));
            throw e;
        }
    }

    private ModelIdentity identity() {
        Known last = known.get();
        if (clock.instant().isBefore(last.until())) {
            return last.model();
        }
        ModelIdentity model = find(models());
        known.set(new Known(model, clock.instant().plus(BELIEF)));
        return model;
    }

    // A server that does not even tell its models is down: no message is to blame for it.
    private JsonNode models() {
        try {
            return send(request("/v1/models", endpoint.connectTimeout()).GET().build());
        } catch (ModelException e) {
            throw new ModelException(Kind.UNAVAILABLE, e.getMessage());
        }
    }

    private ModelIdentity find(JsonNode models) {
        for (JsonNode model : models.path("data")) {
            if (model.path("id").asText().equals(endpoint.model())) {
                boolean adapter = model.hasNonNull("parent");
                String name = adapter ? model.path("parent").asText() : endpoint.model();
                String lora = adapter ? endpoint.model() : "";
                return new ModelIdentity(
                        name, digest(model), lora, model.path("precision").asText(""));
            }
        }
        throw new ModelException(Kind.UNAVAILABLE, "the model server does not have the configured model");
    }

    private static String digest(JsonNode model) {
        String digest = model.path("digest").asText("");
        return digest.isEmpty() || digest.contains(":") ? digest : "sha256:" + digest;
    }

    private HttpRequest post(String prompt) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", endpoint.model())
                .put("prompt", prompt)
                .put("max_tokens", endpoint.maxTokens())
                .put("temperature", 0);
        endpoint.stop().forEach(body.putArray("stop")::add);
        return request("/v1/completions", endpoint.timeout())
                .header("Content-Type", "application/json")
                // RFC 7240, 4.3: a server that honours it frees the slot when nobody waits any more.
                .header("Prefer", "wait=" + Math.max(1, endpoint.timeout().toSeconds()))
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.resolve(path)).timeout(timeout);
        if (!endpoint.token().isEmpty()) {
            request.header("Authorization", "Bearer " + endpoint.token());
        }
        return request;
    }

    private Completion completion(JsonNode answer, ModelIdentity model) {
        JsonNode choice = answer.path("choices").path(0);
        if (!choice.path("text").isTextual()) {
            throw new ModelException(Kind.FAILED, "the model server's answer has no choices[0].text");
        }
        String answered = answer.path("model").asText(endpoint.model());
        if (!answered.equals(endpoint.model())) {
            throw new ModelException(Kind.UNAVAILABLE, "another model answered than the one asked for");
        }
        return new Completion(
                choice.path("text").asText(),
                !choice.path("finish_reason").asText().equals("stop"),
                answer.path("usage").path("prompt_tokens").asInt(),
                answer.path("usage").path("completion_tokens").asInt(),
                model);
    }

    // Causes are not chained: an HTTP library's or a parser's words may quote what was sent.
    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            byte[] body = body(response);
            if (response.statusCode() != 200) {
                throw failure(response.statusCode(), body);
            }
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ModelException(Kind.FAILED, "the model server's answer is no JSON");
        } catch (HttpConnectTimeoutException e) {
            throw new ModelException(Kind.UNAVAILABLE, "no connection to the model server in time");
        } catch (HttpTimeoutException e) {
            throw new ModelException(Kind.TIMEOUT, "no answer of the model server in time");
        } catch (IOException e) {
            throw new ModelException(
                    Kind.UNAVAILABLE, "model server: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(Kind.UNAVAILABLE, "interrupted while waiting for the model server");
        }
    }

    private static byte[] body(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(LONGEST_ANSWER + 1);
            if (body.length > LONGEST_ANSWER) {
                throw new ModelException(Kind.FAILED, "the model server's answer is longer than 4 MiB");
            }
            return body;
        }
    }

    private static ModelException failure(int status, byte[] body) {
        String code = errorCode(body);
        Kind kind =
                switch (status) {
                    case 400, 413, 422 -> code.equals("context_length_exceeded") ? Kind.PROMPT_TOO_LONG : Kind.REFUSED;
                    case 500 -> Kind.FAILED;
                    case 408, 504 -> Kind.TIMEOUT;
                    default -> Kind.UNAVAILABLE;
                };
        return new ModelException(kind, "model server: HTTP " + status);
    }

    private static String errorCode(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8))
                    .path("error")
                    .path("code")
                    .asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
