package org.radiologygpt.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

/** The engine's topics by their default names. */
final class Topics {
    static final String ORU = "radiology.oru";
    static final String FHIR = "radiology.fhir";
    static final String DRAFTS = "radiology.drafts";
    static final String ERRORS = "radiology.errors";
    static final String CONTROL = "radiology.control";
    static final String GROUP = "radiology-gpt";
    private static final List<String> COMPACTED = List.of("radiology.state", "radiology.training", CONTROL);

    private Topics() {}

    static void create(String broker, int partitions) {
        Map<String, String> large = Map.of("max.message.bytes", Integer.toString(BrokerMain.MAX_MESSAGE_BYTES));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(ORU, FHIR, DRAFTS, ERRORS).stream()
                            .map(name -> new NewTopic(name, partitions, (short) 1).configs(large))
                            .toList())
                    .all()
                    .get();
            admin.createTopics(COMPACTED.stream()
                            .map(name -> new NewTopic(name, partitions, (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact")))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the engine names a record. */
    static String id(TopicPartition partition, long offset) {
        return partition.topic() + "-" + partition.partition() + "-" + offset;
    }
}
