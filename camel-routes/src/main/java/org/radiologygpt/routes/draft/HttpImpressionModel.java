package org.radiologygpt.routes.draft;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.report.Urgency;
import org.radiologygpt.routes.draft.ModelException.Kind;

/**
 * Asks one server in OpenAI's API, greedily, so that the same findings give the same draft.
 *
 * <p>Who answers is read from {@code GET /v1/models} and believed for a minute, or until a call fails: a server that was
 * restarted may hold other weights under the same name. A server that is known not to be what the configuration requires is
 * sent no prompt; weights that are exchanged under their name without a failed call are seen when the list is read next.
 */
public final class HttpImpressionModel implements ImpressionModel {
    private static final Duration BELIEF = Duration.ofMinutes(1);
    private static final Known NOTHING = new Known(Optional.empty(), Instant.MIN);

    private final ModelHttp http;
    private final ModelEndpoint endpoint;
    private final Clock clock;
    private final AtomicReference<Known> known = new AtomicReference<>(NOTHING);

    private record Known(Optional<ModelIdentity> model, Instant until) {}

    public HttpImpressionModel(HttpClient client, ModelEndpoint endpoint, Clock clock) {
        this.http = new ModelHttp(client, endpoint, clock);
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public Completion complete(String prompt) {
        return complete(prompt, Urgency.ROUTINE);
    }

    @Override
    public Completion complete(String prompt, Urgency urgency) {
        return complete(prompt, urgency, Deadline.in(endpoint.timeout()));
    }

    Completion complete(String prompt, Urgency urgency, Deadline deadline) {
        try {
            ModelIdentity model = identity(deadline);
            String path = endpoint.dialect().api().path();
            return ModelAnswer.read(
                    http.post(path, ModelAnswer.request(endpoint, prompt, urgency), deadline.left()), endpoint, model);
        } catch (ModelException e) {
            known.set(NOTHING);
            throw e;
        }
    }

    private ModelIdentity identity(Deadline deadline) {
        Known last = known.get();
        if (clock.instant().isBefore(last.until()) && last.model().isPresent()) {
            return last.model().get();
        }
        ModelListing listing = listing(shorter(endpoint.connectTimeout(), deadline.left()));
        return listing.model()
                .orElseThrow(() -> new ModelException(
                        Kind.UNAVAILABLE, "the model server " + listing.state().sentence(), 200));
    }

    // A server that does not even tell its models is down: no message is to blame for it.
    private ModelListing listing(Duration timeout) {
        try {
            ModelListing listing = ModelListing.read(http.get("/v1/models", timeout), endpoint);
            known.set(new Known(listing.model(), clock.instant().plus(BELIEF)));
            return listing;
        } catch (ModelException e) {
            throw new ModelException(Kind.UNAVAILABLE, e.getMessage(), e.status(), e.retryAfter());
        }
    }

    /** Looks whether the server is ready and is what the configuration requires. */
    ServerState check() {
        try {
            String path = endpoint.dialect().readinessPath();
            ServerState ready =
                    path.isEmpty() ? ServerState.READY : readiness(http.status(path, endpoint.connectTimeout()));
            return ready == ServerState.READY
                    ? listing(endpoint.connectTimeout()).state()
                    : ready;
        } catch (ModelException e) {
            return unlisted(e.status());
        }
    }

    private static ServerState unlisted(int status) {
        return switch (status) {
            case 0 -> ServerState.UNREACHABLE;
            case 401, 403 -> ServerState.UNAUTHORIZED;
            default -> ServerState.NOT_READY;
        };
    }

    // A server without the path may be ready: its list of models decides.
    private static ServerState readiness(int status) {
        return switch (status) {
            case 200, 204, 404, 405, 501 -> ServerState.READY;
            case 401, 403 -> ServerState.UNAUTHORIZED;
            default -> ServerState.NOT_READY;
        };
    }

    String label() {
        return endpoint.label();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
