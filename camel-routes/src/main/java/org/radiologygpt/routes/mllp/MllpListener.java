package org.radiologygpt.routes.mllp;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.radiologygpt.hl7v2.Acknowledger;
import org.radiologygpt.hl7v2.AdmissionReader;
import org.radiologygpt.routes.intake.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for senders of HL7 v2 over MLLP. Two threads for each connection, and as many connections as the limit says. */
public final class MllpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);
    private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MllpSettings settings;
    private final Reception reception;
    private final Acknowledger acknowledger;
    private final MllpMeters meters;
    private final ServerSocket server;
    private final Semaphore places;
    private final Watchdog watchdog = new Watchdog();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "mllp"));
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile boolean accepting = true;

    private MllpListener(
            MllpSettings settings,
            Reception reception,
            Acknowledger acknowledger,
            MllpMeters meters,
            ServerSocket server) {
        this.settings = settings;
        this.reception = reception;
        this.acknowledger = acknowledger;
        this.meters = meters;
        this.server = server;
        this.places = new Semaphore(settings.limits().connections());
    }

    /**
     * Starts listening.
     *
     * @param admissions reads what a message is about
     * @param policy where messages go
     * @param intake the durable write
     * @param clock for MSH-7 of acknowledgements
     * @throws IOException where the address cannot be listened on
     */
    public static MllpListener start(
            MllpSettings settings,
            AdmissionReader admissions,
            ReceptionPolicy policy,
            Intake intake,
            MeterRegistry registry,
            Clock clock)
            throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        MllpListener listener = new MllpListener(
                settings,
                new Reception(admissions, policy, intake),
                new Acknowledger(settings.acknowledgements(), clock, new ControlIds(clock)),
                new MllpMeters(registry),
                server);
        listener.threads.execute(listener::accept);
        return listener;
    }

    /** Port that is listened on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Whether senders can connect. */
    public boolean isListening() {
        return accepting && !server.isClosed();
    }

    private void accept() {
        try {
            acceptAll();
        } finally {
            accepting = false;
        }
    }

    private void acceptAll() {
        while (!stopping) {
            try {
                accepted(server.accept());
            } catch (IOException e) {
                if (!stopping) {
                    LOG.warn("A connection was not accepted: {}", e.getClass().getSimpleName());
                    LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
                }
            }
        }
    }

    private void accepted(Socket socket) {
        if (!places.tryAcquire()) {
            meters.turnedAway();
            Watchdog.closeQuietly(socket);
            return;
        }
        meters.opened();
        try {
            Link link = Link.over(socket, settings, watchdog);
            serve(new Connection(link, settings, reception, acknowledger, meters));
        } catch (IOException | RejectedExecutionException e) {
            Watchdog.closeQuietly(socket);
            left(Ending.BROKEN);
        }
    }

    private void serve(Connection connection) {
        connections.add(connection);
        threads.execute(connection::receive);
        threads.execute(() -> answer(connection));
        if (stopping) {
            connection.stop();
        }
    }

    /** The answering thread outlives the reading one and gives the connection's place free. */
    private void answer(Connection connection) {
        try {
            connection.answer();
            connection.awaitReader();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
            connections.remove(connection);
            left(connection.ending());
        }
    }

    private void left(Ending ending) {
        meters.closed(ending);
        places.release();
    }

    /** Takes no more messages, answers those in flight, and closes. */
    @Override
    public void close() {
        stopping = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("The listener did not close: {}", e.getClass().getSimpleName());
        }
        connections.forEach(Connection::stop);
        threads.shutdown();
        awaitAnswers();
        connections.forEach(Connection::close);
        threads.shutdownNow();
        watchdog.close();
    }

    private void awaitAnswers() {
        try {
            threads.awaitTermination(settings.limits().stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
