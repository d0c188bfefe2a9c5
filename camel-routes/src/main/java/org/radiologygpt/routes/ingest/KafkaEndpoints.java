package org.radiologygpt.routes.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The endpoint addresses of camel-kafka. The consumer's options are those under which no run lost a record: streaming,
 * manual commit, break on the first error (ADR 005).
 */
final class KafkaEndpoints {
    private static final int PRODUCER_OVERHEAD = 64 * 1024;

    private final KafkaSettings settings;

    KafkaEndpoints(KafkaSettings settings) {
        this.settings = settings;
    }

    /** The client's further properties go into the component: an address is logged and quoted in exceptions. */
    void configure(CamelContext context) {
        context.getComponent("kafka", KafkaComponent.class)
                .getConfiguration()
                .setAdditionalProperties(new LinkedHashMap<>(settings.properties()));
    }

    String consumer(String topic) {
        Map<String, Object> options = common();
        options.put("groupId", settings.groupId());
        options.put("autoOffsetReset", "earliest");
        options.put("autoCommitEnable", false);
        options.put("allowManualCommit", true);
        options.put("breakOnFirstError", true);
        options.put("pollOnError", "RECONNECT");
        options.put("pollTimeoutMs", 1000);
        options.put("consumersCount", settings.consumers());
        options.put("maxPollRecords", settings.maxPollRecords());
        options.put("maxPollIntervalMs", settings.maxPollInterval().toMillis());
        options.put("sessionTimeoutMs", settings.sessionTimeout().toMillis());
        options.put("heartbeatIntervalMs", settings.sessionTimeout().toMillis() / 4);
        options.put("valueDeserializer", ByteArrayDeserializer.class.getName());
        return address(topic, options);
    }

    String producer(String topic) {
        Map<String, Object> options = common();
        options.put("synchronous", true);
        options.put("requestRequiredAcks", "all");
        options.put("enableIdempotence", true);
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
