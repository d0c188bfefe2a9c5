package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What a kind of server takes and answers, as its documentation has it, in a resource file. */
record ServerContract(String file, JsonNode json) {
    static final List<String> FILES = List.of("radiology-gpt", "vllm", "trtllm", "triton", "nim", "openai-chat");

    static ServerContract read(String file) {
        try (InputStream stream = ServerContract.class.getResourceAsStream("contract/" + file + ".json")) {
            return new ServerContract(file, new ObjectMapper().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerKind kind() {
        return ServerKind.of(json.path("kind").asText());
    }

    List<JsonNode> exchanges() {
        List<JsonNode> exchanges = new ArrayList<>();
        json.path("exchanges").forEach(exchanges::add);
        return exchanges;
    }

    JsonNode exchange(String name) {
        return exchanges().stream()
                .filter(exchange -> exchange.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ModelEndpoint endpoint(URI url) {
        Dialect dialect = Dialect.of(kind(), adapter()).pinned(json.path("base").asText(""), "");
        return ModelEndpoint.of(url, json.path("model").asText())
                .withDialect(json.path("api").asText().equals("chat") ? dialect.withApi(TextApi.CHAT) : dialect);
    }

    private AdapterSelection adapter() {
        JsonNode adapter = json.path("adapter");
        return switch (adapter.path("selection").asText()) {
            case "lora-request" ->
                new AdapterSelection.LoraRequest(
                        adapter.path("name").asText(),
                        adapter.path("id").asInt(),
                        adapter.path("path").asText());
            case "none" -> new AdapterSelection.None();
            default -> new AdapterSelection.ModelField();
        };
    }
}
