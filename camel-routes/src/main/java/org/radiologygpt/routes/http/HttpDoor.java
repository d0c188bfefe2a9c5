package org.radiologygpt.routes.http;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A listening HTTP server with one handler. */
public final class HttpDoor implements AutoCloseable {
    private static final int THREADS = 16;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final String name;
    private final Server server;
    private final ServerConnector connector;

    private HttpDoor(String name, Server server, ServerConnector connector) {
        this.name = name;
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts listening.
     *
     * @param name of the threads, and in what goes wrong
     * @throws IOException where the address cannot be listened on
     */
    public static HttpDoor open(String name, HttpAddress address, Handler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName(name);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, protocols(address));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(address.idleTimeout().toMillis());
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(handler));
        server.setStopTimeout(STOP.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException(e.getClass().getSimpleName());
        }
        return new HttpDoor(name, server, connector);
    }

    private static ConnectionFactory[] protocols(HttpAddress address) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        if (address.tls().isEmpty()) {
            return new ConnectionFactory[] {http};
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(address.tls().get());
        tls.setNeedClientAuth(address.clientCertificates());
        return new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
    }

    /** Port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Whether calls are taken. */
    public boolean isOpen() {
        return server.isRunning() && connector.isOpen();
    }

    /** Answers the requests in hand and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the " + name + " server did not stop: " + e.getClass().getName());
        }
    }
}
