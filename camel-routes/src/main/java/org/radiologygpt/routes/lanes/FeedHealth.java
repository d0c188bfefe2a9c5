package org.radiologygpt.routes.lanes;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready while each consumer of a topic is. */
final class FeedHealth extends AbstractHealthCheck {
    private final List<Pulse> pulses;

    FeedHealth(String topic, List<Pulse> pulses) {
        super("camel", "report-feed-" + topic);
        this.pulses = pulses;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (pulses.stream().allMatch(Pulse::isReady)) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
