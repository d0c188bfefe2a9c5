package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.generate.TestModels;

/** A real server on a free port over a {@link TestDecoder}, and a client. */
final class TestServer implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    final TestDecoder decoder;
    final LoadedModel model;
    final ModelServer server;
    final HttpClient client = HttpClient.newHttpClient();

    private TestServer(TestDecoder decoder, int queue, ServerOptions options, Door.Limits limits) throws IOException {
        this.decoder = decoder;
        this.model = TestModels.loaded("demo", decoder, queue);
        this.server = ModelServer.start(options.withAddress("127.0.0.1", 0), List.of(model), CLOCK, limits);
    }

    static TestServer start() throws IOException {
        return start(TestDecoder.echo(4, 4096), 256, ServerOptions.DEFAULT);
    }

    static TestServer start(TestDecoder decoder, int queue, ServerOptions options) throws IOException {
        return new TestServer(decoder, queue, options, Door.Limits.DEFAULT);
    }

    /** With connections that may be silent for a second only. */
    static TestServer startImpatient(TestDecoder decoder) throws IOException {
        return new TestServer(decoder, 4, ServerOptions.DEFAULT, new Door.Limits(Duration.ofSeconds(1), 1_024));
    }

    static TestServer start(TestDecoder decoder, int queue, Door.Limits limits) throws IOException {
        return new TestServer(decoder, queue, ServerOptions.DEFAULT, limits);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString(UTF_8));
    }

    /** Posts JSON written with single quotes. */
    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return client.send(postRequest(path, json), BodyHandlers.ofString(UTF_8));
    }

    HttpRequest postRequest(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'), UTF_8))
                .build();
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    @Override
    public void close() {
        server.close();
    }
}
