package org.radiologygpt.routes.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.radiologygpt.routes.lanes.FeedSettings;
import org.radiologygpt.routes.lanes.Lookout;
import org.radiologygpt.routes.lanes.ReportFeedComponent;

/** The endpoint addresses: our own consumer (ADR 038), camel-kafka's producer. */
final class KafkaEndpoints {
    private static final String FEED = "report-feed";
    /** How long records in flight may take to their end when partitions move or the engine stops. */
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private static final int PRODUCER_OVERHEAD = 64 * 1024;

    private final KafkaSettings settings;

    KafkaEndpoints(KafkaSettings settings) {
        this.settings = settings;
    }

    /** The client's further properties go into the components: an address is logged and quoted in exceptions. */
    void configure(CamelContext context, Flow flow, Lookout lookout, MeterRegistry registry) {
        context.getComponent("kafka", KafkaComponent.class)
                .getConfiguration()
                .setAdditionalProperties(new LinkedHashMap<>(settings.properties()));
        context.removeComponent(FEED);
        context.addComponent(FEED, new ReportFeedComponent(feed(flow), lookout, registry));
    }

    private FeedSettings feed(Flow flow) {
        Map<String, Object> client = new LinkedHashMap<>(settings.properties());
        client.put("bootstrap.servers", settings.bootstrapServers());
        return new FeedSettings(
                client,
                settings.groupId(),
                settings.consumers(),
                settings.maxPollRecords(),
                settings.maxPollInterval(),
                settings.sessionTimeout(),
                flow.inFlight(),
                flow.inHand(),
                flow.inHandBytes(),
                DRAIN);
    }

    String consumer(String topic) {
        return FEED + ":" + topic;
    }

    String producer(String topic) {
        Map<String, Object> options = common();
        options.put("synchronous", true);
        options.put("requestRequiredAcks", "all");
        options.put("enableIdempotence", true);
        // What comes while a request is on its way goes together in the next: no wait, and fewer requests under load.
        options.put("maxInFlightRequest", 1);
        options.put("valueSerializer", ByteArraySerializer.class.getName());
        options.put("maxRequestSize", settings.maxMessageBytes() + PRODUCER_OVERHEAD);
        options.put("bufferMemorySize", Math.max(33_554_432L, 2L * settings.maxMessageBytes()));
        return address(topic, options);
    }

    private Map<String, Object> common() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("brokers", settings.bootstrapServers());
        return options;
    }

    private static String address(String topic, Map<String, Object> options) {
        return "kafka:" + topic
                + options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining("&", "?", ""));
    }
}
