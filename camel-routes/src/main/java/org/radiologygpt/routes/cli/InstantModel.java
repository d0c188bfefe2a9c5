package org.radiologygpt.routes.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A model server that answers always the same, at once or after a while: what a route costs without the model. Benchmarks only. */
final class InstantModel implements AutoCloseable {
    static final String NAME = "instant";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Duration delay = Duration.ZERO;

    private InstantModel(HttpServer server) {
        this.server = server;
    }

    static InstantModel start(String answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            InstantModel model = new InstantModel(server);
            server.createContext("/v1/completions", exchange -> model.answer(exchange, """
                            {"id":"bench","object":"text_completion","created":0,"model":"%s","choices":[{"index":0,\
                            "text":"%s","finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,\
                            "total_tokens":2}}""".formatted(NAME, answer)));
            server.createContext("/v1/models", exchange -> reply(exchange, """
                            {"object":"list","data":[{"id":"%s","object":"model","created":0,"owned_by":"bench",\
                            "digest":"sha256:%s"}]}""".formatted(NAME, "0".repeat(64))));
            server.setExecutor(model.threads);
            server.start();
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers so late from now on. */
    void slow(Duration by) {
        delay = by;
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        LockSupport.parkNanos(delay.toNanos());
        reply(exchange, json);
    }

    private static void reply(HttpExchange exchange, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
