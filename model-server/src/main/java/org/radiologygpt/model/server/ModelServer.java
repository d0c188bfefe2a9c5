package org.radiologygpt.model.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.radiologygpt.model.generate.LoadedModel;

/**
 * An HTTP server in front of loaded models, in OpenAI's API.
 *
 * <p>{@code POST /v1/completions} and {@code /v1/chat/completions} (whole, or as server-sent events with {@code stream}),
 * {@code GET /v1/models} with digest and parent, {@code GET /v1/tasks}, {@code GET /health/live} and
 * {@code /health/ready}. A chat becomes a
 * prompt in Alpaca form: the system message is the instruction (the paper's where there is none), the one user message
 * the input. Decoding is greedy where the request gives no temperature. {@code Prefer: wait=SECONDS} (RFC 7240) shortens
 * the time for an answer to what the client waits.
 *
 * <p>Prompts and answers are not logged. Jetty itself logs the bytes of a connection at level DEBUG: keep
 * {@code org.eclipse.jetty} at INFO or above.
 */
public final class ModelServer implements AutoCloseable {
    private static final int THREADS = 64;

    /** A connection may be silent so long; one that waits for its answer longer. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Connections without a request do not hold up the stop. */
    private static final int SHUTDOWN_IDLE_MS = 100;

    private final Server server;
    private final ServerConnector connector;
    private final Models models;

    private ModelServer(Server server, ServerConnector connector, Models models) {
        this.server = server;
        this.connector = connector;
        this.models = models;
    }

    /**
     * Starts a server; from now on it owns the models and closes them.
     *
     * @throws IOException where the address cannot be bound to
     */
    public static ModelServer start(ServerOptions options, List<LoadedModel> models, Clock clock) throws IOException {
        return start(options, models, clock, IDLE);
    }

    static ModelServer start(ServerOptions options, List<LoadedModel> models, Clock clock, Duration idle)
            throws IOException {
        Models served = new Models(models);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("model-http");
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(idle.toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MS);
        server.addConnector(connector);
        TextHandler texts = new TextHandler(served, options, clock, threads);
        server.setHandler(new GracefulHandler(new ApiHandler(served, new ApiKey(options.apiKey()), texts)));
        server.setErrorHandler((request, response, callback) -> {
            Replies.send(response, callback, ApiError.ofStatus(Math.max(400, response.getStatus())));
            return true;
        });
        server.setStopTimeout(options.drain().toMillis());
        start(server, options);
        return new ModelServer(server, connector, served);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        return configuration;
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
        return server.isStopping() || server.isStopped();
    }

    /** Waits until it is stopped. */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Refuses new requests, lets running ones end for the time of {@link ServerOptions#drain}, and frees the models. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the server did not stop: " + e.getClass().getSimpleName(), e);
        } finally {
            models.close();
        }
    }
}
