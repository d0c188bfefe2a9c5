package org.radiologygpt.routes.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.DeidentificationException;
import org.radiologygpt.deid.Deidentified;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.Pseudonyms;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairs in a compacted Kafka topic, one record a report under its pseudonym: a correction replaces the record, a
 * withdrawal deletes it.
 */
public final class TrainingTopic implements TrainingPairs, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingTopic.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Deidentifier MASK = Deidentifier.mask();

    private final String topic;
    private final Map<String, Object> client;
    private final Duration patience;
    private final DeidKey key;
    private Producer<String, byte[]> producer;

    /**
     * Opens no connection yet.
     *
     * @param client properties of the Kafka client: servers and security
     * @param patience longest wait for the broker
     * @param key the hospital's secret, for pseudonyms
     */
    public TrainingTopic(String topic, Map<String, ?> client, Duration patience, DeidKey key) {
        this.topic = topic;
        this.client = Map.copyOf(client);
        this.patience = patience;
        this.key = key;
    }

    @Override
    public void publish(RadiologyReport report, Optional<String> shown) {
        Pseudonyms pseudonyms = new Pseudonyms(key, report);
        try {
            send(pseudonyms.report(), pair(report, pseudonyms, shown).toString().getBytes(StandardCharsets.UTF_8));
        } catch (DeidentificationException e) {
            LOG.warn("no training pair: {}", e.reason().code());
            send(pseudonyms.report(), null);
        }
    }

    @Override
    public void withdraw(RadiologyReport report) {
        send(new Pseudonyms(key, report).report(), null);
    }

    private static ObjectNode pair(RadiologyReport report, Pseudonyms pseudonyms, Optional<String> shown) {
        String impression = report.text(SectionKind.IMPRESSION).orElseThrow();
        List<Deidentified> clean = MASK.deidentify(
                List.of(report.text(SectionKind.FINDINGS).orElseThrow(), impression), report.knownIdentifiers());
        ObjectNode json = JSON.createObjectNode()
                .put("id", pseudonyms.report())
                .put("patient", pseudonyms.patient())
                .put("source", report.key().source())
                .put("time", pseudonyms.day(report.clock()))
                .put("findings", clean.get(0).text())
                .put("impression", clean.get(1).text())
                .put("aiInfluenced", shown.isPresent());
        shown.filter(draft -> !draft.isBlank())
                .ifPresent(draft -> json.put("editDistance", EditDistance.of(draft, impression)));
        return json;
    }

    private void send(String id, byte[] pair) {
        try {
            producer().send(new ProducerRecord<>(topic, id, pair)).get();
        } catch (ExecutionException | KafkaException e) {
            throw new TrainingException("the training topic is not written: "
                    + (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException("interrupted while writing a pair");
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            Map<String, Object> options = new HashMap<>(client);
            options.put("acks", "all");
            options.put("enable.idempotence", true);
            options.put("max.block.ms", patience.toMillis());
            producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
