package org.radiologygpt.model.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that have not sent one whole request header within a time. A sender of a byte now and then is never
 * idle, and would hold its connection for hours.
 *
 * <p>A connection that was closed is let go at once: with its parser it is about 100 kB, and probes and clients that go
 * away open many.
 */
final class SilentConnections implements Connection.Listener {
    private final ServerConnector connector;
    private final Duration most;
    private final Map<Connection, Scheduler.Task> watched = new ConcurrentHashMap<>();

    SilentConnections(ServerConnector connector, Duration most) {
        this.connector = connector;
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        watched.put(
                connection,
                connector.getScheduler().schedule(() -> look(connection), most.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void look(Connection connection) {
        watched.remove(connection);
        if (connection.getMessagesIn() == 0) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Scheduler.Task task = watched.remove(connection);
        if (task != null) {
            task.cancel();
        }
    }

    /** Connections that are kept in memory until they were looked at. */
    int watched() {
        return watched.size();
    }
}
