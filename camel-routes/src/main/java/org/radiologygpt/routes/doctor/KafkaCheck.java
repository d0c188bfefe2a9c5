package org.radiologygpt.routes.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.writeback.WriteMode;

/** Whether the brokers answer and hold the topics. */
final class KafkaCheck {
    private static final String SUBJECT = "Kafka";

    private final EngineConfig config;
    private final Duration timeout;

    KafkaCheck(EngineConfig config, Duration timeout) {
        this.config = config;
        this.timeout = timeout;
    }

    Check check() throws InterruptedException {
        try {
            Admin admin = Admin.create(properties());
            try {
                return asked(admin);
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (KafkaException e) {
            return broken(e);
        }
    }

    private Check asked(Admin admin) throws InterruptedException {
        try {
            int brokers = within(admin.describeCluster().nodes()).size();
            List<String> absent = new ArrayList<>();
            for (var topic : admin.describeTopics(topics()).topicNameValues().entrySet()) {
                if (isAbsent(topic.getValue())) {
                    absent.add(topic.getKey());
                }
            }
            absent.sort(null);
            return absent.isEmpty()
                    ? Check.ok(SUBJECT, brokers + " broker(s) at " + servers() + ", all topics are there")
                    : Check.missing(
                            SUBJECT,
                            "topics " + String.join(", ", absent)
                                    + "; create them as the comments of topics in config/radiology-gpt.yaml say");
        } catch (ExecutionException e) {
            return broken(e.getCause());
        } catch (TimeoutException e) {
            return broken(e);
        }
    }

    private boolean isAbsent(KafkaFuture<TopicDescription> topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            within(topic);
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw e;
        }
    }

    private <T> T within(KafkaFuture<T> future) throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The kind of failure only: its message may hold what a site set. */
    private Check broken(Throwable failure) {
        return Check.broken(
                SUBJECT,
                "no answer from " + servers() + " ("
                        + failure.getClass().getSimpleName()
                        + "); see kafka.bootstrap-servers and kafka.properties-file");
    }

    private String servers() {
        return config.kafka().bootstrapServers();
    }

    private List<String> topics() {
        List<String> topics = new ArrayList<>(config.topics().all());
        if (config.trainingKeys().isEmpty()) {
            topics.remove(config.topics().training());
        }
        WriteMode mode = config.fhir().writeMode();
        if (mode == WriteMode.KAFKA
                || mode == WriteMode.ORU && config.fhir().receiver().isEmpty()) {
            topics.add(config.fhir().writtenTopic());
        }
        return topics;
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(config.kafka().properties());
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        return properties;
    }
}
