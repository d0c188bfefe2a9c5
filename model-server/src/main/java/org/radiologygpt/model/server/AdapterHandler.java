package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.radiologygpt.model.generate.AdapterOutcome;
import org.radiologygpt.model.generate.AdapterOutcome.Loaded;
import org.radiologygpt.model.generate.AdapterOutcome.Refused;
import org.radiologygpt.model.generate.GenerationException;
import org.radiologygpt.model.generate.LoadedModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads, replaces and unloads adapters while the server runs, at vLLM's paths. A name is listed after its adapter was
 * verified, and no more before its last answers have ended. One that is replaced answers until the new one is verified;
 * each answer is written by one of the two.
 */
final class AdapterHandler {
    static final String LOAD = "/v1/load_lora_adapter";
    static final String UNLOAD = "/v1/unload_lora_adapter";

    private static final Logger LOG = LoggerFactory.getLogger(AdapterHandler.class);
    private static final int MOST_BYTES = 1 << 16;

    /** vLLM's field: an adapter of this name is replaced. */
    private static final String IN_PLACE = "load_inplace";

    /** What can stand in a path, a log and a metric without being quoted. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final Models models;
    private final Optional<AdapterLoading> loading;
    private final Duration deadline;
    private final Duration bodyTime;
    private final Executor executor;
    private final Lock one = new ReentrantLock();

    /**
     * Of a server.
     *
     * @param deadline for the answer that verifies an adapter
     * @param bodyTime time for a whole body
     */
    AdapterHandler(
            Models models, Optional<AdapterLoading> loading, Duration deadline, Duration bodyTime, Executor executor) {
        this.models = models;
        this.loading = loading;
        this.deadline = deadline;
        this.bodyTime = bodyTime;
        this.executor = executor;
    }

    /** Answers as soon as the body is there. Throws where adapters are fixed. */
    void receive(Request request, Response response, Callback callback) {
        AdapterLoading allowed = loading.orElseThrow(ApiError::adaptersFixed);
        boolean loads = Request.getPathInContext(request).equals(LOAD);
        request.addIdleTimeoutListener(timeout -> false);
        Body.read(request, MOST_BYTES, bodyTime)
                .thenAcceptAsync(
                        body -> {
                            if (loads) {
                                load(allowed, body, response, callback);
                            } else {
                                unload(allowed, body, response, callback);
                            }
                        },
                        executor)
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        Replies.fail(response, callback, failure);
                    }
                });
    }

    /** One at a time: two loads of one name must not both find it free. A second is refused, it would hold a thread. */
    private void load(AdapterLoading allowed, byte[] bytes, Response response, Callback callback) {
        ObjectNode body = body(bytes, Set.of("lora_name", "lora_path", "digest", IN_PLACE));
        String name = name(body);
        if (!one.tryLock()) {
            throw ApiError.busyLoading();
        }
        CompletableFuture<Void> done;
        try {
            done = served(allowed, name, body);
        } finally {
            one.unlock();
        }
        done.whenCompleteAsync((nothing, failure) -> loaded(name, failure, response, callback), executor);
    }

    /** Verifies it beside the one that it replaces; completes when that one's last answer has ended. */
    private CompletableFuture<Void> served(AdapterLoading allowed, String name, ObjectNode body) {
        Optional<LoadedModel> old = replaced(name, body);
        LoadedModel model = load(allowed, name, body);
        if (old.isEmpty()) {
            models.add(model);
            LOG.info("adapter {} is served, {}", name, model.digest());
            return CompletableFuture.completedFuture(null);
        }
        if (!models.replace(old.get(), model)) {
            allowed.model().unload(model);
            throw ApiError.unknownAdapter();
        }
        LOG.info(
                "adapter {} is served, {}, instead of {}",
                name,
                model.digest(),
                old.get().digest());
        return allowed.model().unload(old.get());
    }

    private Optional<LoadedModel> replaced(String name, ObjectNode body) {
        if (body.has(IN_PLACE) && !body.path(IN_PLACE).isBoolean()) {
            throw ApiError.field(IN_PLACE, IN_PLACE + " must be true or false");
        }
        if (!models.has(name)) {
            return Optional.empty();
        }
        LoadedModel old = models.get(name);
        if (!body.path(IN_PLACE).asBoolean() || old.parent().isEmpty()) {
            throw ApiError.field("lora_name", "a model of this name is served already");
        }
        return Optional.of(old);
    }

    private static void loaded(String name, Throwable failure, Response response, Callback callback) {
        if (failure == null) {
            Replies.text(response, callback, "Success: LoRA adapter '" + name + "' added successfully.");
        } else {
            LOG.error(
                    "the adapter that {} replaces could not be unloaded: {}",
                    name,
                    failure.getClass().getName());
            Replies.send(response, callback, ApiError.of(failure));
        }
    }

    private LoadedModel load(AdapterLoading allowed, String name, ObjectNode body) {
        Optional<String> digest = Optional.of("digest").filter(body::hasNonNull).map(field -> text(body, field));
        AdapterOutcome outcome = load(allowed, name, text(body, "lora_path"), digest);
        if (outcome instanceof Refused refused) {
            LOG.warn("adapter {} was refused: {}", name, refused.reason());
            throw ApiError.of(name, refused);
        }
        return ((Loaded) outcome).model();
    }

    private AdapterOutcome load(AdapterLoading allowed, String name, String path, Optional<String> digest) {
        try {
            return allowed.model().load(name, allowed.resolve(path), digest, deadline);
        } catch (GenerationException e) {
            throw ApiError.of(e);
        }
    }

    private void unload(AdapterLoading allowed, byte[] bytes, Response response, Callback callback) {
        String name = name(body(bytes, Set.of("lora_name")));
        LoadedModel model = removed(name);
        LOG.info("adapter {} takes no more requests", name);
        allowed.model()
                .unload(model)
                .whenCompleteAsync((nothing, failure) -> unloaded(name, failure, response, callback), executor);
    }

    /** Whatever is served under the name; a replacement that comes at the same moment is removed as well. */
    private LoadedModel removed(String name) {
        while (models.has(name)) {
            LoadedModel model = models.get(name);
            if (model.parent().isEmpty()) {
                throw ApiError.field("lora_name", "this is the base model, which cannot be unloaded");
            }
            if (models.remove(model)) {
                return model;
            }
        }
        throw ApiError.unknownAdapter();
    }

    private static void unloaded(String name, Throwable failure, Response response, Callback callback) {
        if (failure == null) {
            LOG.info("adapter {} is unloaded", name);
            Replies.text(response, callback, "Success: LoRA adapter '" + name + "' removed successfully.");
        } else {
            LOG.error(
                    "adapter {} could not be unloaded: {}",
                    name,
                    failure.getClass().getName());
            Replies.send(response, callback, ApiError.of(failure));
        }
    }

    private static ObjectNode body(byte[] bytes, Set<String> known) {
        ObjectNode body = Json.read(bytes);
        body.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw ApiError.field(
                        field.matches("[a-z_]{1,40}") ? field : "", "the body has a field that is not known");
            }
        });
        return body;
    }

    private static String name(ObjectNode body) {
        String name = text(body, "lora_name");
        if (!NAME.matcher(name).matches()) {
            throw ApiError.field("lora_name", "lora_name must be 1 to 128 letters, digits, dots, dashes and low lines");
        }
        return name;
    }

    private static String text(ObjectNode body, String field) {
        if (!body.path(field).isTextual() || body.path(field).asText().isBlank()) {
            throw ApiError.field(field, field + " is missing, blank or no text");
        }
        return body.path(field).asText();
    }
}
