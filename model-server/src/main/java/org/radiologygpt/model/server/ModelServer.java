package org.radiologygpt.model.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.radiologygpt.model.generate.AdaptedModel;
import org.radiologygpt.model.generate.LoadedModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server in front of loaded models, in OpenAI's API.
 *
 * <p>{@code POST /v1/completions} and {@code /v1/chat/completions} (whole, or as server-sent events with {@code stream}),
 * {@code GET /v1/models} with digest and parent, {@code GET /v1/tasks}, {@code POST /v1/load_lora_adapter} and
 * {@code /v1/unload_lora_adapter} where adapters may be loaded, {@code GET /health/live}, {@code /health/ready} and
 * {@code /metrics}. A chat becomes a
 * prompt in Alpaca form: the system message is the instruction (the paper's where there is none), the one user message
 * the input. Decoding is greedy where the request gives no temperature. {@code Prefer: wait=SECONDS} (RFC 7240) shortens
 * the time for an answer to what the client waits.
 *
 * <p>Prompts and answers are not logged. Jetty itself logs the bytes of a connection at level DEBUG: keep
 * {@code org.eclipse.jetty} at INFO or above.
 */
public final class ModelServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);
    private static final int THREADS = 64;

    /** Time to send what was answered last. */
    private static final int FLUSH_MS = 2_000;

    private final Server server;
    private final ServerConnector connector;
    private final Models models;
    private final Gate gate;
    private final Meters meters;
    private final Duration drain;

    private ModelServer(
            Server server, ServerConnector connector, Models models, Gate gate, Meters meters, Duration drain) {
        this.server = server;
        this.connector = connector;
        this.models = models;
        this.gate = gate;
        this.meters = meters;
        this.drain = drain;
    }

    /**
     * Starts a server; from now on it owns the models and closes them.
     *
     * @throws IOException where the address cannot be bound to
     */
    public static ModelServer start(ServerOptions options, List<LoadedModel> models, Clock clock) throws IOException {
        return start(options, models, clock, Door.Limits.DEFAULT);
    }

    /**
     * Starts a server of a base model and its adapters; from now on it owns the model and closes it.
     *
     * @param adapters those that are loaded already
     * @param root directory below which adapters may be loaded over HTTP; none may where there is none
     * @throws IOException where the address cannot be bound to
     * @throws IllegalArgumentException where the root is no directory
     */
    public static ModelServer start(
            ServerOptions options, AdaptedModel model, List<LoadedModel> adapters, Optional<Path> root, Clock clock)
            throws IOException {
        List<LoadedModel> all =
                Stream.concat(Stream.of(model.base()), adapters.stream()).toList();
        Optional<AdapterLoading> loading = root.map(directory -> AdapterLoading.below(directory, model));
        return start(options, all, loading, clock, Door.Limits.DEFAULT);
    }

    static ModelServer start(ServerOptions options, List<LoadedModel> models, Clock clock, Door.Limits limits)
            throws IOException {
        return start(options, models, Optional.empty(), clock, limits);
    }

    private static ModelServer start(
            ServerOptions options,
            List<LoadedModel> models,
            Optional<AdapterLoading> loading,
            Clock clock,
            Door.Limits limits)
            throws IOException {
        if (loading.isPresent()
                && options.apiKey().isPresent()
                && options.adminKey().isEmpty()) {
            LOG.warn("there is an API key and no admin key: adapters cannot be loaded and unloaded over HTTP");
        }
        Models served = new Models(models);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("model-http");
        Server server = new Server(threads);
        ServerConnector connector = Door.of(server, options, limits);
        server.addConnector(connector);
        Gate gate = new Gate();
        Meters meters = new Meters();
        models.forEach(meters::watch);
        TextHandler texts = new TextHandler(served, options, clock, threads, meters);
        Reception reception = new Reception(texts, options, limits.idle(), threads, gate, meters);
        AdapterHandler adapters = new AdapterHandler(served, loading, options.deadline(), limits.idle(), threads);
        server.setHandler(
                new GracefulHandler(new ApiHandler(served, new Access(options), reception, adapters, gate, meters)));
        server.setErrorHandler((request, response, callback) -> {
            Replies.send(response, callback, ApiError.ofStatus(Math.max(400, response.getStatus())));
            return true;
        });
        server.setStopTimeout(FLUSH_MS);
        start(server, options);
        return new ModelServer(server, connector, served, gate, meters, options.drain());
    }

    private static void start(Server server, ServerOptions options) throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Whether {@link #close} was called. */
    boolean stopping() {
        return gate.closed();
    }

    /** Waits until it is stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    /**
     * Tells that it is not ready and refuses new requests, lets running ones end for the time of
     * {@link ServerOptions#drain}, tells those that did not, stops, and frees the models.
     */
    @Override
    public void close() {
        if (!emptied(drain)) {
            LOG.warn("answers that did not end within {} are ended", drain);
        }
        try {
            models.close();
            // Jetty ends a connection that was silent until now, even where its answer is about to be written.
            emptied(Duration.ofMillis(FLUSH_MS));
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the server did not stop: " + e.getClass().getSimpleName(), e);
        } finally {
            meters.close();
        }
    }

    /** Lets no more in; whether those inside ended in a time. */
    private boolean emptied(Duration most) {
        try {
            gate.close().get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a gate does not fail", e);
        }
    }
}
