package org.radiologygpt.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Speaks {@code /v1/models} and {@code /v1/completions}. What it drafts depends on the findings alone; whether it answers,
 * on its mood.
 */
final class ModelServer implements AutoCloseable {
    private static final long DRAFTING = 25_000_000L;
    private static final long SLOW = 1_500_000_000L;
    private static final long HANGING = 60_000_000_000L;

    /** How it behaves now. */
    enum Mood {
        WELL,
        /** Answers, late. */
        SLOW,
        /** Takes requests and never answers. */
        HUNG,
        /** HTTP 500. */
        FAILING,
        /** HTTP 200 and no JSON. */
        BABBLING,
        /** Another model answers than the one asked for. */
        MISTAKEN,
        /** HTTP 503. */
        BUSY
    }

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "model-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> leaks = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile Mood mood = Mood.WELL;
    private volatile long drafting = DRAFTING;
    private HttpServer server;

    ModelServer(int port) {
        this.port = port;
    }

    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/models", exchange -> answer(exchange, "{\"data\":[" + model() + "]}"));
        server.createContext("/v1/completions", this::complete);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return port;
    }

    void mood(Mood now) {
        mood = now;
    }

    /** Time that a draft takes, in nanoseconds. */
    void drafting(long nanos) {
        drafting = nanos;
    }

    /** Words of patients that came in a prompt. */
    Set<String> leaks() {
        return leaks;
    }

    /** Refuses connections until it is started again. */
    void stop() {
        server.stop(0);
    }

    private String model() {
        String name = mood == Mood.MISTAKEN ? "other" : "demo";
        return "{\"id\":\"" + name + "\",\"parent\":null,\"digest\":\"00ff\"}";
    }

    private void complete(HttpExchange exchange) throws IOException {
        String prompt = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Words.PATIENT.stream().filter(prompt::contains).forEach(leaks::add);
        LockSupport.parkNanos(drafting);
        answer(exchange, Words.completion(prompt, mood == Mood.MISTAKEN ? "other" : "demo"));
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        int status = 200;
        String sent = body;
        switch (mood) {
            case SLOW -> LockSupport.parkNanos(SLOW);
            case HUNG -> hang();
            case FAILING -> status = 500;
            case BUSY -> status = 503;
            case BABBLING -> sent = "the model is thinking";
            default -> {
                // as asked
            }
        }
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void hang() {
        long end = System.nanoTime() + HANGING;
        while (mood == Mood.HUNG && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000L);
        }
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }
}
