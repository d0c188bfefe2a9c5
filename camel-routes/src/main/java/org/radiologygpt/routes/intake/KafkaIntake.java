package org.radiologygpt.routes.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.radiologygpt.routes.ingest.KafkaSettings;
import org.radiologygpt.routes.intake.IntakeException.Kind;

/**
 * Stores in Kafka: a record is safe when all in-sync replicas have it. The producer is idempotent, so that its own
 * retries neither repeat nor reorder the records of a partition.
 */
public final class KafkaIntake implements Intake, AutoCloseable {
    private static final int OVERHEAD = 64 * 1024;
    private static final long LEAST_BUFFER = 33_554_432L;

    private final KafkaProducer<String, byte[]> producer;
    private final Duration timeout;

    private KafkaIntake(KafkaProducer<String, byte[]> producer, Duration timeout) {
        this.producer = producer;
        this.timeout = timeout;
    }

    /**
     * Opens the producer; a broker need not be there yet.
     *
     * @param timeout longest time until a record is known to be stored or not
     */
    public static KafkaIntake open(KafkaSettings settings, Duration timeout) {
        return new KafkaIntake(new KafkaProducer<>(options(settings, timeout)), timeout);
    }

    private static Map<String, Object> options(KafkaSettings settings, Duration timeout) {
        int half = Math.toIntExact(Math.max(1, timeout.toMillis() / 2));
        Map<String, Object> options = new HashMap<>(settings.properties());
        options.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        options.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        options.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        options.put(ProducerConfig.ACKS_CONFIG, "all");
        options.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        options.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        options.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout.toMillis());
        options.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
        options.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        options.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxMessageBytes() + OVERHEAD);
        options.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_BUFFER, 2L * settings.maxMessageBytes()));
        return options;
    }

    @Override
    public CompletableFuture<Void> store(IntakeRecord entry) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        try {
            producer.send(kafka(entry), (metadata, fault) -> {
                if (fault == null) {
                    stored.complete(null);
                } else {
                    stored.completeExceptionally(failure(fault));
                }
            });
        } catch (RuntimeException e) {
            stored.completeExceptionally(failure(e));
        }
        return stored;
    }

    private static ProducerRecord<String, byte[]> kafka(IntakeRecord entry) {
        String key = entry.key().isEmpty() ? null : entry.key();
        ProducerRecord<String, byte[]> kafka = new ProducerRecord<>(entry.topic(), key, entry.value());
        entry.headers().forEach((name, value) -> kafka.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return kafka;
    }

    private static IntakeException failure(Exception fault) {
        Kind kind = fault instanceof RecordTooLargeException ? Kind.TOO_LARGE : Kind.UNAVAILABLE;
        return new IntakeException(kind, fault.getClass().getSimpleName());
    }

    /** Sends what is on its way and stops. */
    @Override
    public void close() {
        producer.close(timeout);
    }
}
