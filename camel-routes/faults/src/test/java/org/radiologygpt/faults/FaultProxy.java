package org.radiologygpt.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands before the FHIR server, and spoils what passes, before or after the server has done it. */
final class FaultProxy implements AutoCloseable {
    private static final List<String> TO_SERVER =
            List.of("Content-Type", "Accept", "If-None-Exist", "If-Match", "Cache-Control", "Prefer");
    private static final List<String> TO_CLIENT = List.of("Content-Type", "Location", "Content-Location", "ETag");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long HOLD = 20_000_000_000L;

    /** What happens to requests now. */
    enum Weather {
        CLEAR,
        /** 429 with Retry-After, for all. */
        THROTTLED,
        /** 503 without a word, for all. */
        UNAVAILABLE,
        /** Every second write: the connection ends and the server never heard of it. */
        CUT_BEFORE,
        /** Every second write: the server has done it, and the connection ends without its answer. */
        CUT_AFTER,
        /** Writes are held until the client gives up; the server never hears of them. */
        SILENT_BEFORE,
        /** The server has done it, and its answer is held until the client gives up. */
        SILENT_AFTER
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final URI target;
    private final AtomicInteger writes = new AtomicInteger();
    private final Map<Weather, AtomicInteger> spoiled = new EnumMap<>(Weather.class);
    private volatile Weather weather = Weather.CLEAR;

    private FaultProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
        for (Weather one : Weather.values()) {
            spoiled.put(one, new AtomicInteger());
        }
    }

    static FaultProxy before(URI fhir) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FaultProxy proxy = new FaultProxy(server, fhir);
            server.createContext("/fhir", proxy::pass);
            server.setExecutor(proxy.threads);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    void weather(Weather now) {
        weather = now;
    }

    /** Requests that were spoiled so. */
    int spoiled(Weather how) {
        return spoiled.get(how).get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean write = !exchange.getRequestMethod().equals("GET");
        boolean second = write && writes.incrementAndGet() % 2 == 0;
        Weather now = weather;
        switch (now) {
            case THROTTLED -> refuse(exchange, 429, now);
            case UNAVAILABLE -> refuse(exchange, 503, now);
            case CUT_BEFORE -> passOr(exchange, body, second, now, false);
            case CUT_AFTER -> passOr(exchange, body, second, now, true);
            case SILENT_BEFORE -> passOr(exchange, body, write, now, false);
            case SILENT_AFTER -> passOr(exchange, body, write, now, true);
            default -> forward(exchange, body);
        }
    }

    private void passOr(HttpExchange exchange, byte[] body, boolean spoil, Weather how, boolean after)
            throws IOException {
        if (!spoil) {
            forward(exchange, body);
            return;
        }
        if (after) {
            forwarded(exchange, body);
        }
        spoiled.get(how).incrementAndGet();
        if (how == Weather.SILENT_BEFORE || how == Weather.SILENT_AFTER) {
            long end = System.nanoTime() + HOLD;
            while (weather == how && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000L);
            }
        }
        exchange.close();
    }

    private void refuse(HttpExchange exchange, int status, Weather how) throws IOException {
        spoiled.get(how).incrementAndGet();
        if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpResponse<byte[]> answer;
        try {
            answer = forwarded(exchange, body);
        } catch (IOException e) {
            exchange.close();
            return;
        }
        for (String name : TO_CLIENT) {
            answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value));
        }
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private HttpResponse<byte[]> forwarded(HttpExchange exchange, byte[] body) throws IOException {
        String rest = exchange.getRequestURI().toString().substring("/fhir".length());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + rest))
                .timeout(LONGEST)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : TO_SERVER) {
            List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
            values.forEach(value -> request.header(name, value));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
