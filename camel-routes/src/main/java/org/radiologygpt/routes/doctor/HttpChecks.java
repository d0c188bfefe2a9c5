package org.radiologygpt.routes.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.draft.ModelEndpoint;

/** Whether the FHIR server and the model server answer, to these settings' tokens. Of an answer nothing is printed. */
final class HttpChecks {
    private static final String FHIR = "FHIR server";
    private static final String MODEL = "model server";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EngineConfig config;
    private final Duration timeout;
    private final HttpClient client;

    HttpChecks(EngineConfig config, Duration timeout) {
        this.config = config;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /** An answer that is no JSON is a missing node. */
    private record Answer(int status, JsonNode body) {}

    Check fhir() throws InterruptedException {
        URI url = at(config.fhir().url(), "/metadata");
        try {
            Answer answer = get(client, url, config.fhir().token());
            return isFhir4(answer)
                    ? Check.ok(FHIR, "R4 at " + config.fhir().url())
                    : Check.broken(FHIR, problem(url, answer, "fhir", "no CapabilityStatement of FHIR R4"));
        } catch (ExecutionException | TimeoutException e) {
            return Check.broken(FHIR, silent(url, e, "fhir.url"));
        }
    }

    /** One for each server: a draft may come from any. */
    List<Check> models() throws InterruptedException {
        HttpClient speaking = config.model().client();
        List<Check> checks = new ArrayList<>();
        for (ModelEndpoint server : config.model().servers()) {
            checks.add(model(speaking, server));
        }
        return checks;
    }

    private Check model(HttpClient speaking, ModelEndpoint server) throws InterruptedException {
        URI url = at(server.url(), "/v1/models");
        try {
            Answer answer = get(speaking, url, server.token());
            if (answer.status() == 200 && knows(answer.body(), server.model())) {
                return Check.ok(MODEL, server.model() + " at " + server.url());
            }
            return Check.broken(
                    MODEL, problem(url, answer, "model", "no model " + server.model() + "; see model.name"));
        } catch (ExecutionException | TimeoutException e) {
            return Check.broken(MODEL, silent(url, e, "model.url"));
        }
    }

    private static boolean isFhir4(Answer answer) {
        return answer.status() == 200
                && answer.body().path("resourceType").asText().equals("CapabilityStatement")
                && answer.body().path("fhirVersion").asText().startsWith("4.0");
    }

    private static boolean knows(JsonNode models, String name) {
        for (JsonNode model : models.path("data")) {
            if (model.path("id").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String problem(URI url, Answer answer, String room, String lacking) {
        return switch (answer.status()) {
            case 200 -> url + " answers, but with " + lacking;
            case 401, 403 ->
                url + " refuses (" + answer.status() + "); see " + room + ".token-file and what the token may do";
            default -> url + " answers " + answer.status() + "; see " + room + ".url and that server's log";
        };
    }

    private static String silent(URI url, Exception failure, String key) {
        Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
        return "no answer from " + url + " (" + cause.getClass().getSimpleName() + "); see " + key
                + ", and whether the server is up";
    }

    // The request's own timeout ends with the headers; waiting on the future bounds the body too.
    private Answer get(HttpClient speaking, URI url, String token)
            throws ExecutionException, TimeoutException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Accept", "application/fhir+json, application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<byte[]>> call = speaking.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), json(response.body()));
        } finally {
            call.cancel(true);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static URI at(URI base, String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }
}
