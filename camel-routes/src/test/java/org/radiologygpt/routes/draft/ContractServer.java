package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes what a contract says its server takes, complains of all else, and answers as recorded. */
final class ContractServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> complaints = new CopyOnWriteArrayList<>();

    private final JsonNode contract;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile JsonNode answer;
    private volatile int readiness = 200;

    ContractServer(ServerContract contract) {
        this.contract = contract.json();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answersWith(JsonNode exchange) {
        answer = exchange;
    }

    void readiness(int status) {
        readiness = status;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(contract.path("path").asText())) {
            check(exchange, JSON.readTree(body));
            answer.path("headers").properties().forEach(header -> exchange.getResponseHeaders()
                    .set(header.getKey(), header.getValue().asText()));
            send(exchange, answer.path("status").asInt(), text());
        } else if (path.equals("/v1/models")) {
            send(exchange, 200, contract.path("models").toString());
        } else if (path.equals(contract.path("ready").asText())) {
            send(exchange, readiness, "");
        } else {
            complaints.add("nothing is at " + path);
            send(exchange, 404, "{\"detail\":\"Not Found\"}");
        }
    }

    private String text() {
        return answer.has("text")
                ? answer.path("text").asText()
                : answer.path("body").toString();
    }

    private void check(HttpExchange exchange, JsonNode body) {
        if (!exchange.getRequestMethod().equals("POST")
                || !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            complaints.add("no POST of JSON");
        }
        if (exchange.getRequestHeaders().containsKey("Prefer")
                != contract.path("prefer").asBoolean()) {
            complaints.add("Prefer is for the server that knows it");
        }
        List<String> known = JSON.convertValue(
                contract.path("accepts"), JSON.getTypeFactory().constructCollectionType(List.class, String.class));
        body.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                complaints.add("unknown field " + field);
            }
        });
        contract.path("requires").properties().forEach(required -> {
            if (!required.getValue().equals(body.path(required.getKey()))) {
                complaints.add(required.getKey() + " is " + body.path(required.getKey()));
            }
        });
        if (body.path("stream").asBoolean(false)) {
            complaints.add("a stream is not needed");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
