package org.radiologygpt.routes.lanes;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** The Camel component {@code report-feed:topic}. All its consumers share one board and its workers. */
public final class ReportFeedComponent extends DefaultComponent {
    private final Crew crew;

    /**
     * A component; it opens no connection before a route starts.
     *
     * @param registry gets what is in flight and in hand, and how far behind each topic is
     */
    public ReportFeedComponent(FeedSettings settings, Lookout lookout, MeterRegistry registry) {
        crew = new Crew(settings, lookout, registry);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) {
        return new ReportFeedEndpoint(uri, this, topic);
    }

    Crew crew() {
        return crew;
    }

    @Override
    protected void doStop() throws Exception {
        crew.close();
        super.doStop();
    }
}
