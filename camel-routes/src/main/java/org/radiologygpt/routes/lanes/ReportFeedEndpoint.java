package org.radiologygpt.routes.lanes;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One topic. */
final class ReportFeedEndpoint extends DefaultEndpoint {
    private final ReportFeedComponent component;
    private final String topic;

    ReportFeedEndpoint(String uri, ReportFeedComponent component, String topic) {
        super(uri, component);
        this.component = component;
        this.topic = topic;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ReportFeedConsumer consumer = new ReportFeedConsumer(this, processor, component.crew(), topic);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("report-feed is read only");
    }
}
