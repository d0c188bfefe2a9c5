package org.radiologygpt.routes.lifecycle;

import java.time.Clock;
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
import java.util.stream.IntStream;
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
    /** How long added partitions may go unnoticed. */
    private static final Duration METADATA_AGE = Duration.ofSeconds(30);

    private final String topic;
    private final Map<String, Object> client;
    private final Duration patience;
    private final Duration keep;
    private final Clock clock;
    private final Map<Integer, StatePartition> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Producer<String, byte[]> producer;
    private LogEnds ends;

    /**
     * Opens no connection yet.
     *
     * @param client properties of the Kafka client: servers and security
     * @param patience longest wait for the broker
     * @param keep how long a state outlives its last change, as long as the topic keeps it
     * @param clock no record is taken for younger than this tells
     */
    public StateTopic(String topic, Map<String, ?> client, Duration patience, Duration keep, Clock clock) {
        this.topic = topic;
        this.client = Map.copyOf(client);
        this.patience = patience;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public ReportState read(ReportKey key) {
        return partition(key).read(key.toString());
    }

    @Override
    public boolean write(ReportKey key, ReportState before, ReportState next) {
        if (!partition(key).recent(key.toString()).equals(before)) {
            return false;
        }
        var record = new ProducerRecord<>(topic, number(key), key.toString(), StateJson.write(next));
        new StateDivision(count()).mark(record.headers());
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
        StateDivision division = new StateDivision(count());
        TopicPartition partition = new TopicPartition(topic, number);
        return new StatePartition(consumer(), partition, ends()::now, patience, keep, clock, division);
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

    /** The partitions by which keys are divided; with another number every state would lie elsewhere. */
    private int count() {
        int now;
        try {
            now = producer().partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw new StateException(
                    "the state topic is not there: " + e.getClass().getSimpleName());
        }
        if (now == 0) {
            throw new StateException("the state topic has no partitions");
        }
        if (count.get() == 0) {
            require(now);
        }
        if (count.get() != now) {
            throw StateDivision.changed();
        }
        return now;
    }

    private synchronized void require(int partitionsNow) {
        if (count.get() != 0) {
            return;
        }
        try (var consumer = consumer()) {
            new StateDivision(partitionsNow).require(consumer, all(partitionsNow), patience);
            count.set(partitionsNow);
        } catch (KafkaException e) {
            throw new StateException(
                    "the state topic is not read: " + e.getClass().getSimpleName());
        }
    }

    private List<TopicPartition> all(int partitionsNow) {
        return IntStream.range(0, partitionsNow)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    private synchronized LogEnds ends() {
        if (ends == null) {
            ends = new LogEnds(consumer(), all(count.get()), patience);
        }
        return ends;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> options = new HashMap<>(client);
        options.put("enable.auto.commit", false);
        options.put("auto.offset.reset", "earliest");
        options.put("allow.auto.create.topics", false);
        return new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<String, byte[]> producer() {
        Producer<String, byte[]> there = producer;
        return there == null ? opened() : there;
    }

    private synchronized Producer<String, byte[]> opened() {
        if (producer == null) {
            Map<String, Object> options = new HashMap<>(client);
            options.put("acks", "all");
            options.put("enable.idempotence", true);
            options.put("linger.ms", 0);
            // What comes while a request is on its way goes together in the next: no wait, and fewer requests under
            // load.
            options.put("max.in.flight.requests.per.connection", 1);
            options.put("metadata.max.age.ms", METADATA_AGE.toMillis());
            options.put("max.block.ms", patience.toMillis());
            options.put("delivery.timeout.ms", (int) Math.max(patience.toMillis(), 31_000));
            producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        partitions.values().forEach(StatePartition::close);
        if (ends != null) {
            ends.close();
        }
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
