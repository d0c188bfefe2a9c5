package org.radiologygpt.routes.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.routes.intake.Intake;

/** Listens for the notifications of FHIR servers. */
public final class SubscriptionServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Server server;
    private final ServerConnector connector;

    private SubscriptionServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts listening.
     *
     * @param reader reads a body as a report
     * @param topic where reports go
     * @param errorTopic where bodies go that are no report
     * @throws IOException where the address cannot be listened on
     */
    public static SubscriptionServer start(
            SubscriptionSettings settings,
            Function<byte[], ReadOutcome> reader,
            String topic,
            String errorTopic,
            Intake intake,
            MeterRegistry registry)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("subscription");
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, protocols(settings));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        server.addConnector(connector);
        Notifications notifications = new Notifications(reader, topic, errorTopic, intake);
        server.setHandler(new GracefulHandler(new SubscriptionHandler(settings, notifications, registry)));
        server.setStopTimeout(STOP.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException(e.getClass().getSimpleName());
        }
        return new SubscriptionServer(server, connector);
    }

    private static ConnectionFactory[] protocols(SubscriptionSettings settings) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        if (settings.tls().isEmpty()) {
            return new ConnectionFactory[] {http};
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(settings.tls().get());
        tls.setNeedClientAuth(settings.clientCertificates());
        return new ConnectionFactory[] {new SslConnectionFactory(tls, http.getProtocol()), http};
    }

    /** Port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Answers the requests in hand and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the subscription server did not stop: " + e.getClass().getName());
        }
    }
}
