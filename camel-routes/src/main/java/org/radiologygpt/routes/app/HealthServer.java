package org.radiologygpt.routes.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: every check holds, else 503 with the names of those
 * that do not; and the state of each model server, for information. {@code /metrics}: Prometheus.
 */
final class HealthServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    private HealthServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts listening.
     *
     * @param checks asked at each call: name of each check, and whether it holds
     * @param models asked at each call: state of each model server, by host and port
     */
    static HealthServer start(
            EngineConfig.Health address,
            Supplier<Map<String, Boolean>> checks,
            Supplier<Map<String, String>> models,
            PrometheusMeterRegistry registry) {
        QueuedThreadPool threads = new QueuedThreadPool(8, 2);
        threads.setName("health");
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(address.host());
        connector.setPort(address.port());
        server.addConnector(connector);
        server.setHandler(new Pages(checks, models, registry));
        try {
            server.start();
        } catch (Exception e) {
            throw new ConfigException("health.host and health.port: cannot listen on " + address.host() + ":"
                    + address.port() + ": " + e.getClass().getSimpleName());
        }
        return new HealthServer(server, connector);
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the health server did not stop", e);
        }
    }

    private static final class Pages extends Handler.Abstract {
        private final Supplier<Map<String, Boolean>> checks;
        private final Supplier<Map<String, String>> models;
        private final PrometheusMeterRegistry registry;

        Pages(
                Supplier<Map<String, Boolean>> checks,
                Supplier<Map<String, String>> models,
                PrometheusMeterRegistry registry) {
            this.checks = checks;
            this.models = models;
            this.registry = registry;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            switch (Request.getPathInContext(request)) {
                case "/health/live" -> send(response, callback, 200, "application/json", "{\"status\":\"up\"}");
                case "/health/ready" -> ready(response, callback);
                case "/metrics" ->
                    send(response, callback, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void ready(Response response, Callback callback) {
            Map<String, Boolean> states = new TreeMap<>(checks.get());
            boolean up = !states.containsValue(false);
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", up ? "up" : "down");
            states.forEach((name, good) -> json.put(name, good ? "up" : "down"));
            ObjectNode servers = json.putObject("model-servers");
            models.get().forEach(servers::put);
            send(response, callback, up ? 200 : 503, "application/json", json.toString());
        }

        private static void send(Response response, Callback callback, int status, String type, String body) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.write(true, StandardCharsets.UTF_8.encode(body), callback);
        }
    }
}
