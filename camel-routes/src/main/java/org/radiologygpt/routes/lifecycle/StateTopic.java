package org.radiologygpt.routes.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.report.ReportKey;

/**
 * States in a compacted Kafka topic, under the report's key and so divided like the reports themselves. Each engine holds
 * the partitions it works on in memory, restored from the topic when first asked for; before each answer it reads what
 * others have written since.
 */
public final class StateTopic implements ReportStates, AutoCloseable {
    private final String topic;
    private final Map<String, Object> client;
    private final Duration patience;
    private final Duration keep;
    private final Map<Integer, StatePartition> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Producer<String, byte[]> producer;

    /**
     * Opens no connection yet.
     *
     * @param client properties of the Kafka client: servers and security
     * @param patience longest wait for the broker
     * @param keep how long a state outlives its last change, as long as the topic keeps it
     */
    public StateTopic(String topic, Map<String, ?> client, Duration patience, Duration keep) {
        this.topic = topic;
        this.client = Map.copyOf(client);
        this.patience = patience;
        this.keep = keep;
    }

    @Override
    public ReportState read(ReportKey key) {
        return partition(key).read(key.toString());
    }

    @Override
    public boolean write(ReportKey key, ReportState before, ReportState next) {
        if (!read(key).equals(before)) {
            return false;
        }
        var record = new ProducerRecord<>(topic, number(key), key.toString(), StateJson.write(next));
        try {
            producer().send(record).get();
            return true;
        } catch (ExecutionException | KafkaException e) {
            throw new StateException("the state topic is not written: "
                    + (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateException("interrupted while writing a state");
        }
    }

    /**
     * The drafts that nobody has reviewed, in the partitions that this engine holds.
     *
     * @throws StateException where they are not known now
     */
    public List<OpenDraft> openDrafts() {
        return partitions.values().stream()
                .flatMap(partition -> partition.openDrafts().stream())
                .toList();
    }

    /** The same of all partitions, read for this where they are not held. */
    public List<OpenDraft> allOpenDrafts() {
        return ofAll(StatePartition::openDrafts);
    }

    @Override
    public List<ReportKey> reports(BiPredicate<ReportKey, ReportState> wanted) {
        try {
            return ofAll(partition -> partition.reports(wanted));
        } catch (KafkaException e) {
            throw new StateException(
                    "the state topic is not reached: " + e.getClass().getSimpleName());
        }
    }

    private <T> List<T> ofAll(Function<StatePartition, List<T>> question) {
        List<T> all = new ArrayList<>();
        for (int number = 0; number < count(); number++) {
            StatePartition held = partitions.get(number);
            if (held != null) {
                all.addAll(question.apply(held));
            } else {
                try (StatePartition partition = opened(number)) {
                    all.addAll(question.apply(partition));
                }
            }
        }
        return all;
    }

    private StatePartition opened(int number) {
        return new StatePartition(consumer(), new TopicPartition(topic, number), patience, keep);
    }

    /** As Kafka's own partitioner divides keys. */
    private int number(ReportKey key) {
        byte[] bytes = new StringSerializer().serialize(topic, key.toString());
        return Utils.toPositive(Utils.murmur2(bytes)) % count();
    }

    private StatePartition partition(ReportKey key) {
        try {
            return partitions.computeIfAbsent(number(key), this::opened);
        } catch (KafkaException e) {
            throw new StateException(
                    "the state topic is not reached: " + e.getClass().getSimpleName());
        }
    }

    private int count() {
        if (count.get() == 0) {
            try (var consumer = consumer()) {
                count.set(consumer.partitionsFor(topic, patience).size());
            } catch (KafkaException e) {
                throw new StateException(
                        "the state topic is not there: " + e.getClass().getSimpleName());
            }
        }
        if (count.get() == 0) {
            throw new StateException("the state topic has no partitions");
        }
        return count.get();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> options = new HashMap<>(client);
        options.put("enable.auto.commit", false);
        options.put("auto.offset.reset", "earliest");
        options.put("allow.auto.create.topics", false);
        return new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            Map<String, Object> options = new HashMap<>(client);
            options.put("acks", "all");
            options.put("enable.idempotence", true);
            options.put("linger.ms", 0);
            options.put("max.block.ms", patience.toMillis());
            options.put("delivery.timeout.ms", (int) Math.max(patience.toMillis(), 31_000));
            producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        partitions.values().forEach(StatePartition::close);
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
