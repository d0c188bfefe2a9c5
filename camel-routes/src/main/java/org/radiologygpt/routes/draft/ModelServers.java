package org.radiologygpt.routes.draft;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.radiologygpt.report.Urgency;
import org.radiologygpt.routes.draft.ModelException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model at several servers: each call goes to the one with the fewest calls in hand among those that are well. A call
 * that fails, and may be repeated, is tried once on another server, within the time of the call; a text that was generated
 * twice is no harm, for one of the two is returned.
 *
 * <p>A server is left out while it says that it is not ready, is not what the configuration requires, asked to wait, or
 * failed its last calls. A single server is never left out: there is nothing to gain.
 */
public final class ModelServers implements ImpressionModel, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelServers.class);

    private final List<ServerSlot> slots;
    private final Duration timeout;
    private final ScheduledExecutorService watch;
    private int turn;

    /**
     * What is known of a server.
     *
     * @param label host and port
     * @param inFlight calls it has in hand
     * @param answered texts it gave
     * @param failed calls it failed or refused
     */
    public record Status(String label, ServerState state, int inFlight, long answered, long failed) {}

    /**
     * The servers, not yet watched.
     *
     * @param endpoints at least one, of one model
     */
    public ModelServers(HttpClient client, List<ModelEndpoint> endpoints, Resilience settings, Clock clock) {
        slots = endpoints.stream()
                .map(endpoint -> new ServerSlot(new HttpImpressionModel(client, endpoint, clock), settings, clock))
                .toList();
        if (slots.size() == 1) {
            slots.get(0).standAlone();
        }
        timeout = endpoints.get(0).timeout();
        watch = Executors.newScheduledThreadPool(slots.size(), task -> {
            Thread thread = new Thread(task, "model-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks at each server now and at this interval. */
    public void watch(Duration interval) {
        for (ServerSlot slot : slots) {
            watch.scheduleWithFixedDelay(() -> look(slot), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void look(ServerSlot slot) {
        try {
            slot.poll().ifPresent(state -> tell(slot.label(), state));
        } catch (RuntimeException e) {
            // An exception would end the watch; it must not.
            LOG.error(
                    "model server {} could not be looked at: {}",
                    slot.label(),
                    e.getClass().getName());
        }
    }

    private static void tell(String label, ServerState state) {
        if (state == ServerState.READY) {
            LOG.info("model server {} is ready", label);
        } else {
            LOG.warn("model server {} {}", label, state.sentence());
        }
    }

    @Override
    public Completion complete(String prompt) {
        return complete(prompt, Urgency.ROUTINE);
    }

    @Override
    public Completion complete(String prompt, Urgency urgency) {
        Deadline deadline = Deadline.in(timeout);
        ServerSlot first = next(Optional.empty()).orElseThrow(this::noneIsWell);
        try {
            return first.complete(prompt, urgency, deadline);
        } catch (ModelException e) {
            if (!e.kind().retryable()
                    || deadline.isOver()
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return next(Optional.of(first)).orElseThrow(() -> e).complete(prompt, urgency, deadline);
        }
    }

    /** Choice and taking are one step, so that callers at the same time do not choose the same idle server. */
    private synchronized Optional<ServerSlot> next(Optional<ServerSlot> failed) {
        if (slots.size() == 1) {
            return slots.stream()
                    .filter(only -> failed.isEmpty() && only.take())
                    .findFirst();
        }
        turn = (turn + 1) % slots.size();
        List<ServerSlot> fit = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            ServerSlot slot = slots.get((turn + i) % slots.size());
            if (slot.isFit() && failed.filter(slot::equals).isEmpty()) {
                fit.add(slot);
            }
        }
        // The sort is stable: among equals the turn decides.
        fit.sort(Comparator.comparingInt(ServerSlot::inFlight));
        return fit.stream().filter(ServerSlot::take).findFirst();
    }

    private ModelException noneIsWell() {
        String message = "none of the " + slots.size() + " model servers can be asked now";
        boolean overloaded = slots.stream().anyMatch(slot -> slot.state() == ServerState.PAUSED);
        Optional<Duration> wait = overloaded
                ? slots.stream()
                        .map(ServerSlot::pause)
                        .filter(pause -> !pause.isZero())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
        return new ModelException(Kind.UNAVAILABLE, message, 0, wait);
    }

    /** Whether no server is left that could answer; of a single server each failure says so. */
    public boolean allDown() {
        return slots.size() == 1
                || slots.stream().noneMatch(slot -> slot.state().isAsked());
    }

    /** What is known of each server, in the order of the configuration. */
    public List<Status> statuses() {
        return slots.stream()
                .map(slot -> new Status(slot.label(), slot.state(), slot.inFlight(), slot.answered(), slot.failures()))
                .toList();
    }

    /** Ends the watch. */
    @Override
    public void close() {
        watch.shutdownNow();
    }
}
