package org.radiologygpt.model.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections that have not sent one whole request header within a time. A sender of a byte now and then is never
 * idle, and would hold its connection for hours.
 */
final class SilentConnections implements Connection.Listener {
    private final ServerConnector connector;
    private final Duration most;

    SilentConnections(ServerConnector connector, Duration most) {
        this.connector = connector;
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        connector
                .getScheduler()
                .schedule(
                        () -> {
                            if (connection.getMessagesIn() == 0) {
                                connection.getEndPoint().close();
                            }
                        },
                        most.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
