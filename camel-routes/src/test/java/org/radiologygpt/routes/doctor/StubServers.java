package org.radiologygpt.routes.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A FHIR server and a model server of one port, that answer what they are told. */
final class StubServers implements AutoCloseable {
    static final String FHIR = "/fhir/metadata";
    static final String MODELS = "/v1/models";

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    StubServers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            authorizations.put(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Answer answer = answers.getOrDefault(path, new Answer(404, ""));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        answer(FHIR, 200, "{\"resourceType\":\"CapabilityStatement\",\"fhirVersion\":\"4.0.1\"}");
        answer(MODELS, 200, "{\"data\":[{\"id\":\"demo-model\"}]}");
    }

    void answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    String authorization(String path) {
        return authorizations.get(path);
    }

    List<String> sets(String kafka) {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        return List.of("kafka.bootstrap-servers=" + kafka, "model.url=" + base, "fhir.url=" + base + "/fhir/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
