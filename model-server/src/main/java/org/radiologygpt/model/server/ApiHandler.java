package org.radiologygpt.model.server;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Which path does what; every failure becomes an error in OpenAI's shape. */
final class ApiHandler extends Handler.Abstract {
    private static final String MODEL_PREFIX = "/v1/models/";

    private final Models models;
    private final Access access;
    private final Reception reception;
    private final AdapterHandler adapters;
    private final Gate gate;
    private final Meters meters;

    ApiHandler(Models models, Access access, Reception reception, AdapterHandler adapters, Gate gate, Meters meters) {
        this.models = models;
        this.access = access;
        this.reception = reception;
        this.adapters = adapters;
        this.gate = gate;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            route(request, response, callback);
        } catch (IOException | RuntimeException | Error e) {
            Optional<Endpoint> endpoint = Endpoint.of(Request.getPathInContext(request));
            if (endpoint.isPresent()) {
                reception.fail(endpoint.get(), e, response, callback);
            } else {
                Replies.fail(response, callback, e);
            }
        }
        return true;
    }

    private void route(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        boolean changesAdapters = path.equals(AdapterHandler.LOAD) || path.equals(AdapterHandler.UNLOAD);
        if (changesAdapters) {
            access.checkAdmin(request);
        } else if (path.startsWith("/v1/")) {
            access.check(request);
        }
        switch (path) {
            case "/health/live" -> health(true, request, response, callback);
            case "/health/ready" -> health(!gate.closed() && models.ready(), request, response, callback);
            case "/metrics" -> {
                method(request, "GET");
                Replies.metrics(response, callback, meters.scrape());
            }
            case "/v1/models" -> {
                method(request, "GET");
                Replies.send(response, callback, 200, models.list());
            }
            case "/v1/tasks" -> {
                method(request, "GET");
                Replies.send(response, callback, 200, TaskPrompt.list());
            }
            case AdapterHandler.LOAD, AdapterHandler.UNLOAD -> {
                method(request, "POST");
                adapters.receive(request, response, callback);
            }
            default -> text(path, request, response, callback);
        }
    }

    private static void health(boolean good, Request request, Response response, Callback callback) {
        method(request, "GET");
        Replies.send(response, callback, good ? 200 : 503, Json.object().put("status", good ? "up" : "down"));
    }

    private void text(String path, Request request, Response response, Callback callback) {
        Optional<Endpoint> endpoint = Endpoint.of(path);
        if (endpoint.isPresent()) {
            method(request, "POST");
            reception.receive(endpoint.get(), request, response, callback);
            return;
        }
        if (!path.startsWith(MODEL_PREFIX)) {
            throw ApiError.unknownPath();
        }
        method(request, "GET");
        Replies.send(response, callback, 200, Models.entry(models.get(path.substring(MODEL_PREFIX.length()))));
    }

    private static void method(Request request, String allowed) {
        if (!request.getMethod().equals(allowed)) {
            throw ApiError.wrongMethod(allowed);
        }
    }
}
