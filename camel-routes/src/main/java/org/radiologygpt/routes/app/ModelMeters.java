package org.radiologygpt.routes.app;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.radiologygpt.routes.draft.ModelServers;
import org.radiologygpt.routes.draft.ModelServers.Status;
import org.radiologygpt.routes.draft.ServerState;

/** What is measured of the model servers. A server's label is host and port as the configuration names them. */
final class ModelMeters {
    private ModelMeters() {}

    static void measure(CircuitBreaker breaker, ModelServers servers, MeterRegistry registry) {
        for (CircuitBreaker.State state : CircuitBreaker.State.values()) {
            Gauge.builder("radiology.breaker", breaker, b -> b.getState() == state ? 1 : 0)
                    .description("1 for the state the model's circuit breaker is in")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        List<Status> all = servers.statuses();
        for (int i = 0; i < all.size(); i++) {
            measure(i, all.get(i).label(), servers, registry);
        }
    }

    private static void measure(int index, String label, ModelServers servers, MeterRegistry registry) {
        for (ServerState state : ServerState.values()) {
            Gauge.builder("radiology.model.server", servers, of(index, s -> s.state() == state ? 1 : 0))
                    .description("1 for the state a model server is in")
                    .tag("server", label)
                    .tag("state", state.code())
                    .register(registry);
        }
        Gauge.builder("radiology.model.inflight", servers, of(index, Status::inFlight))
                .description("Calls that a model server has in hand")
                .tag("server", label)
                .register(registry);
        count("answered", of(index, Status::answered), label, servers, registry);
        count("failed", of(index, Status::failed), label, servers, registry);
    }

    private static void count(
            String outcome,
            ToDoubleFunction<ModelServers> count,
            String label,
            ModelServers servers,
            MeterRegistry registry) {
        FunctionCounter.builder("radiology.model.calls", servers, count)
                .description("Calls of a model server, by what they came to")
                .tag("server", label)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static ToDoubleFunction<ModelServers> of(int index, ToDoubleFunction<Status> value) {
        return servers -> value.applyAsDouble(servers.statuses().get(index));
    }
}
