package org.radiologygpt.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends messages in their order, through outages of the broker, and never more than a backlog ahead of the outcomes. */
final class Sender implements AutoCloseable {
    private final String broker;
    private final List<Message> messages;
    private final int backlog;
    private final IntSupplier done;
    private final Map<String, Message> sent = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "sender");
    private volatile boolean open = true;

    /**
     * Begins at once.
     *
     * @param backlog messages that may wait for their outcome
     * @param done outcomes so far
     */
    Sender(String broker, List<Message> messages, int backlog, IntSupplier done) {
        this.broker = broker;
        this.messages = messages;
        this.backlog = backlog;
        this.done = done;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        Map<String, Object> options = Map.of(
                "bootstrap.servers", broker, "acks", "all", "delivery.timeout.ms", 600_000, "max.block.ms", 600_000);
        try (var producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages.size() && open; i++) {
                while (open && i - done.getAsInt() >= backlog) {
                    LockSupport.parkNanos(20_000_000L);
                }
                Message message = messages.get(i);
                String topic = message.fhir() ? Topics.FHIR : Topics.ORU;
                producer.send(
                        new ProducerRecord<>(topic, message.key(), message.bytes()),
                        (at, fault) -> note(message, at, fault));
            }
        }
    }

    private void note(Message message, RecordMetadata at, Exception fault) {
        if (fault == null) {
            sent.put(Topics.id(new TopicPartition(at.topic(), at.partition()), at.offset()), message);
        } else {
            failed.incrementAndGet();
        }
    }

    /** The messages by the names of their records. */
    Map<String, Message> sent() {
        return sent;
    }

    /** Messages that the broker did not take. */
    int failed() {
        return failed.get();
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
