package org.radiologygpt.routes.writeback;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a FHIR server and breaks off one of its writes, before or after the server has done it. */
final class BreakingProxy implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("Content-Type", "Accept", "If-None-Exist", "If-Match", "Cache-Control");

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI target;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile int broken;
    private volatile boolean after;
    private volatile Optional<Answer> scripted = Optional.empty();

    /**
     * An answer in place of the server's.
     *
     * @param promised length of the body as the header has it: more than there is means that it is cut off
     */
    record Answer(int status, Map<String, String> headers, byte[] body, long promised) {
        static Answer of(int status, Map<String, String> headers, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return new Answer(status, headers, bytes, bytes.length);
        }

        @Override
        public String toString() {
            return Integer.toString(status);
        }

        /** The same, ending before its end. */
        Answer cut() {
            return new Answer(status, headers, body, body.length + 1000);
        }
    }

    private BreakingProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
    }

    static BreakingProxy before(URI fhir) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            BreakingProxy proxy = new BreakingProxy(server, fhir);
            server.createContext("/fhir", proxy::pass);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    /** The n-th write from now on gets a cut connection. */
    void breakAt(int write, boolean afterItTookEffect) {
        broken = writes.get() + write;
        after = afterItTookEffect;
        scripted = Optional.empty();
    }

    /** The n-th write from now on is not done and gets this answer. */
    void answerAt(int write, Answer answer) {
        broken = writes.get() + write;
        after = false;
        scripted = Optional.of(answer);
    }

    int writes() {
        return writes.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        boolean write = !exchange.getRequestMethod().equals("GET");
        boolean cut = write && writes.incrementAndGet() == broken;
        if (cut && !after) {
            if (scripted.isPresent()) {
                answer(exchange, scripted.get());
            }
            exchange.close();
            return;
        }
        HttpResponse<byte[]> answer = forwarded(exchange);
        if (cut) {
            exchange.close();
            return;
        }
        for (String name : List.of("Content-Type", "Location", "Content-Location", "ETag")) {
            answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value));
        }
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getRequestBody().readAllBytes();
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.promised() == 0 ? -1 : answer.promised());
        exchange.getResponseBody().write(answer.body());
        exchange.getResponseBody().flush();
    }

    private HttpResponse<byte[]> forwarded(HttpExchange exchange) throws IOException {
        String rest = exchange.getRequestURI().toString().substring("/fhir".length());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + rest))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String name : PASSED_ON) {
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
    }
}
