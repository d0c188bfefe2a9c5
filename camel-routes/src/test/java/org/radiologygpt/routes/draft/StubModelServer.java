package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Speaks {@code /v1/models} and {@code /v1/completions}, and remembers every prompt byte for byte. */
public final class StubModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Bodies of all completion requests, as they came over the wire. */
    public final List<String> bodies = new CopyOnWriteArrayList<>();

    /** What the next requests are answered with. */
    public volatile Function<String, Reply> answer = prompt -> Reply.text("No acute abnormality.", "stop");

    /** Digest of the model demo. */
    public volatile String digest = "00ff";

    private final HttpServer server;

    /** An HTTP answer. */
    public record Reply(int status, String body) {

        public static Reply text(String text, String finish) {
            ObjectNode json = JSON.createObjectNode().put("model", "demo");
            json.putArray("choices").addObject().put("text", text).put("finish_reason", finish);
            json.putObject("usage").put("prompt_tokens", 50).put("completion_tokens", 6);
            return new Reply(200, json.toString());
        }

        public static Reply error(int status, String code) {
            ObjectNode json = JSON.createObjectNode();
            json.putObject("error").put("message", "words of the server").put("code", code);
            return new Reply(status, json.toString());
        }
    }

    public StubModelServer() {
        this(0);
    }

    public StubModelServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/v1/models", exchange -> reply(exchange, new Reply(200, """
                {"data":[{"id":"demo","parent":null,"digest":"%s"},{"id":"site-a","parent":"demo","digest":"aa"},{"id":"small","digest":"bb","precision":"int4-b32"}]}""".formatted(digest))));
        server.createContext("/v1/completions", this::complete);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void complete(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        JsonNode body = JSON.readTree(bytes);
        bodies.add(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        reply(exchange, answer.apply(body.path("prompt").asText()));
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
