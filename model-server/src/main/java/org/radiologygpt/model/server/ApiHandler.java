package org.radiologygpt.model.server;

import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which path does what; every failure becomes an error in OpenAI's shape. */
final class ApiHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final String MODEL_PREFIX = "/v1/models/";

    private final Models models;
    private final ApiKey key;
    private final TextHandler texts;
    private final AdapterHandler adapters;

    ApiHandler(Models models, ApiKey key, TextHandler texts, AdapterHandler adapters) {
        this.models = models;
        this.key = key;
        this.texts = texts;
        this.adapters = adapters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            route(request, response, callback);
        } catch (ApiError e) {
            Replies.send(response, callback, e);
        } catch (IOException e) {
            LOG.debug("the request ended early: {}", e.getClass().getName());
            callback.failed(e);
        } catch (RuntimeException e) {
            LOG.error("a request failed: {}", e.getClass().getName());
            Replies.send(response, callback, ApiError.ofStatus(500));
        }
        return true;
    }

    private void route(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        if (path.startsWith("/v1/")) {
            key.check(request);
        }
        switch (path) {
            case "/health/live" -> health(true, request, response, callback);
            case "/health/ready" -> health(models.ready(), request, response, callback);
            case "/v1/models" -> {
                method(request, "GET");
                Replies.send(response, callback, 200, models.list());
            }
            case "/v1/tasks" -> {
                method(request, "GET");
                Replies.send(response, callback, 200, TaskPrompt.list());
            }
            case AdapterHandler.LOAD -> {
                method(request, "POST");
                adapters.load(request, response, callback);
            }
            case AdapterHandler.UNLOAD -> {
                method(request, "POST");
                adapters.unload(request, response, callback);
            }
            default -> text(path, request, response, callback);
        }
    }

    private static void health(boolean good, Request request, Response response, Callback callback) {
        method(request, "GET");
        Replies.send(response, callback, good ? 200 : 503, Json.object().put("status", good ? "up" : "down"));
    }

    private void text(String path, Request request, Response response, Callback callback) throws IOException {
        for (Endpoint endpoint : Endpoint.values()) {
            if (endpoint.path().equals(path)) {
                method(request, "POST");
                texts.handle(endpoint, request, response, callback);
                return;
            }
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
