package org.radiologygpt.model.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a server over HTTP/1.1, as many clients do. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data: ";
    private static final String DONE = "[DONE]";

    private final URI server;
    private final Duration limit;
    private final Executor readers;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Of a server.
     *
     * @param limit time for a whole answer
     * @param readers where streams are read, so that the limit holds for them
     */
    Client(URI server, Duration limit, Executor readers) {
        this.server = server;
        this.limit = limit;
        this.readers = readers;
    }

    /**
     * One request.
     *
     * @throws IOException where the connection broke, or the limit passed
     */
    Reply ask(Question question) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(question.path())).timeout(limit);
        if (question.kind() == Kind.DEADLINE) {
            request.header("Prefer", "wait=1");
        }
        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(question.body()));
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            Reply reply =
                    await(CompletableFuture.supplyAsync(() -> read(question, response.statusCode(), body), readers));
            return new Reply(reply.status(), reply.text(), (System.nanoTime() - start) / 1e6);
        }
    }

    /** One request whose answer is not watched: the text is the body. */
    Reply post(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(limit)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body(), 0);
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(server.resolve(path))
                                .timeout(limit)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** The one choice of a completion that must be answered. */
    JsonNode complete(String body) throws IOException, InterruptedException {
        Reply reply = post("/v1/completions", body);
        if (reply.status() != 200) {
            throw new IOException("a request alone got status " + reply.status());
        }
        return JSON.readTree(reply.text()).path("choices").path(0);
    }

    private Reply await(CompletableFuture<Reply> reading) throws IOException, InterruptedException {
        try {
            return reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the answer did not end in " + limit.toSeconds() + " s", e);
        }
    }

    private static Reply read(Question question, int status, InputStream body) {
        try {
            boolean stream = question.kind() == Kind.STREAM || question.kind() == Kind.CANCEL;
            if (status == 200 && stream) {
                return events(body, question.kind() == Kind.CANCEL);
            }
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(status, status == 200 ? text(question.kind(), text) : text, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Kind kind, String body) throws IOException {
        if (!kind.answered()) {
            return body;
        }
        JsonNode choice = JSON.readTree(body).path("choices").path(0);
        return kind == Kind.CHAT
                ? choice.path("message").path("content").asText()
                : choice.path("text").asText();
    }

    /** All events of a stream, or the first; a stream that ends without its last event, or with an error, is a 500. */
    private static Reply events(InputStream body, boolean first) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(DATA + DONE)) {
                return new Reply(200, text.toString(), 0);
            }
            if (line.startsWith(DATA)) {
                JsonNode event = JSON.readTree(line.substring(DATA.length()));
                if (event.has("error")) {
                    return new Reply(500, line, 0);
                }
                text.append(event.path("choices").path(0).path("text").asText());
                if (first) {
                    return new Reply(200, text.toString(), 0);
                }
            }
        }
        return new Reply(500, "the stream broke off", 0);
    }
}
