package org.radiologygpt.model.server;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.radiologygpt.model.tls.ServerTls;
import org.radiologygpt.model.tls.TlsException;
import org.radiologygpt.model.tls.TlsFiles;

/** Where requests come in: address, certificates, and what one sender may take of the server. */
final class Door {
    /** Longest header of a request; more is refused with 431. */
    static final int HEADER_BYTES = 8 << 10;

    /** Connections without a request do not hold up the stop. */
    private static final int SHUTDOWN_IDLE_MS = 100;

    private Door() {}

    /**
     * What a sender may take.
     *
     * @param idle a connection may be silent so long, one that waits for its answer longer; a header and a body must come
     *     whole in this time
     * @param connections open at once; more wait unaccepted
     */
    record Limits(Duration idle, int connections) {
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(30), 1_024);
    }

    /**
     * A connector for a server.
     *
     * @throws IOException naming the certificate's file that cannot be used
     */
    static ServerConnector of(Server server, ServerOptions options, Limits limits) throws IOException {
        ServerConnector connector = new ServerConnector(server, protocols(options));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MS);
        connector.addBean(new SilentConnections(connector, limits.idle()));
        connector.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        return connector;
    }

    private static ConnectionFactory[] protocols(ServerOptions options) throws IOException {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        if (options.tls().isEmpty()) {
            return new ConnectionFactory[] {http};
        }
        return new ConnectionFactory[] {
            new SslConnectionFactory(tls(options.tls().get()), http.getProtocol()), http
        };
    }

    /** A client's certificate is asked for, not demanded: who only asks for the health has none. */
    private static SslContextFactory.Server tls(TlsFiles files) throws IOException {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        try {
            tls.setSslContext(ServerTls.context(files));
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        }
        tls.setWantClientAuth(files.clients().isPresent());
        return tls;
    }

    /** Whether the sender has shown a certificate; the handshake has verified it. */
    static boolean certified(Request request) {
        SslSessionData session =
                request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
        return session != null && session.peerCertificates() != null && session.peerCertificates().length > 0;
    }
}
