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
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A model server that can hang, refuse, die in the middle of an answer, and be well again. It answers "re: " and the prompt. */
final class FlakyServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of the next requests for a text. */
    enum Mood {
        WELL,
        HUNG,
        UNAVAILABLE,
        OVERLOADED,
        BROKEN,
        CUT,
        STALLED,
        REFUSING
    }

    final AtomicInteger asked = new AtomicInteger();
    volatile Mood mood = Mood.WELL;
    volatile int readiness = 200;
    volatile String digest = "aa";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);

    FlakyServer() {
        this(0);
    }

    FlakyServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/health/ready", exchange -> send(exchange, readiness, "{}"));
        server.createContext(
                "/v1/models",
                exchange -> send(exchange, 200, "{\"data\":[{\"id\":\"demo\",\"digest\":\"" + digest + "\"}]}"));
        server.createContext("/v1/completions", this::complete);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Lets those go that hang. */
    void release() {
        released.countDown();
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        asked.incrementAndGet();
        ObjectNode answer = JSON.createObjectNode().put("model", "demo");
        answer.putArray("choices")
                .addObject()
                .put("text", "re: " + body.path("prompt").asText())
                .put("finish_reason", "stop");
        switch (mood) {
            case WELL -> send(exchange, 200, answer.toString());
            case HUNG -> {
                hang();
                send(exchange, 200, answer.toString());
            }
            case UNAVAILABLE -> send(exchange, 503, "");
            case OVERLOADED -> {
                exchange.getResponseHeaders().set("Retry-After", "30");
                send(exchange, 429, "");
            }
            case BROKEN -> send(exchange, 500, "");
            case REFUSING -> send(exchange, 400, "{}");
            case CUT -> {
                begin(exchange);
                exchange.close();
            }
            case STALLED -> {
                begin(exchange);
                hang();
                exchange.close();
            }
        }
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 4096);
        exchange.getResponseBody().write("{\"model\":\"demo\",".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void hang() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
