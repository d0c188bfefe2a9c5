package org.radiologygpt.trainer.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.radiologygpt.model.quantize.Precision;

/** The model server, over HTTP; errors become sentences with its own code and message, which quote no prompt. */
public final class RunningServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than the server's own deadline of an answer, which a load or a drain may take. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final URI address;
    private final Optional<String> key;
    private final HttpClient client;

    /**
     * Of a server.
     *
     * @param address as {@code http://127.0.0.1:8000}
     * @param key its admin key, where it has one
     */
    public RunningServer(URI address, Optional<String> key, HttpClient client) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).startsWith("http")) {
            throw new RollOutException("the model server's address must be as http://127.0.0.1:8000");
        }
        this.address = address;
        this.key = key;
        this.client = client;
    }

    /** A model as {@code GET /v1/models} tells it. */
    record Listed(String digest, String precision, boolean adapter) {

        /**
         * Its linear layers' form.
         *
         * @throws RollOutException where another kind of server tells none
         */
        Precision form() {
            try {
                return Precision.ofName(precision);
            } catch (IllegalArgumentException e) {
                throw new RollOutException("the server does not list the precision of its models: it is none of ours");
            }
        }
    }

    Optional<Listed> listed(String name) {
        return stream()
                .filter(entry -> entry.path("id").asText().equals(name))
                .map(RunningServer::listed)
                .findFirst();
    }

    /** The base model that adapters belong to. */
    Listed base() {
        return stream()
                .map(RunningServer::listed)
                .filter(model -> !model.adapter())
                .findFirst()
                .orElseThrow(() -> new RollOutException("the model server lists no base model"));
    }

    private Stream<JsonNode> stream() {
        JsonNode data = json(send(request("/v1/models").GET().build())).path("data");
        return StreamSupport.stream(data.spliterator(), false);
    }

    private static Listed listed(JsonNode entry) {
        return new Listed(
                entry.path("digest").asText(),
                entry.path("precision").asText(),
                entry.path("parent").isTextual());
    }

    /**
     * Serves the files of a path below its root under a name, instead of those it served there.
     *
     * @throws UnsettledException where it was asked and did not answer
     */
    void load(String name, String path, String digest) {
        ObjectNode body = JSON.createObjectNode().put("lora_name", name).put("lora_path", path);
        body.put("digest", digest).put("load_inplace", true);
        try {
            exchange(post("/v1/load_lora_adapter", body));
        } catch (ConnectException e) {
            throw away(e);
        } catch (IOException e) {
            throw new UnsettledException("the model server at " + address + " did not answer the load ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    void unload(String name) {
        send(post("/v1/unload_lora_adapter", JSON.createObjectNode().put("lora_name", name)));
    }

    /** The greedy answer. */
    String answer(String name, String prompt, int maxTokens) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", name)
                .put("prompt", prompt)
                .put("max_tokens", maxTokens)
                .put("temperature", 0);
        return json(send(post("/v1/completions", body)))
                .path("choices")
                .path(0)
                .path("text")
                .asText();
    }

    private HttpRequest post(String path, ObjectNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private String send(HttpRequest request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw away(e);
        }
    }

    private RollOutException away(IOException e) {
        return new RollOutException("the model server at " + address + " cannot be reached ("
                + e.getClass().getSimpleName() + ")");
    }

    private String exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return response.body();
            }
            throw new RollOutException(
                    "the model server refused " + request.uri().getPath() + ": " + error(response));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RollOutException("interrupted while waiting for the model server");
        }
    }

    private static String error(HttpResponse<String> response) {
        try {
            JsonNode error = JSON.readTree(response.body()).path("error");
            return response.statusCode() + " " + error.path("code").asText() + ", "
                    + error.path("message").asText();
        } catch (JsonProcessingException e) {
            return Integer.toString(response.statusCode());
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RollOutException("the model server's answer is no JSON");
        }
    }
}
