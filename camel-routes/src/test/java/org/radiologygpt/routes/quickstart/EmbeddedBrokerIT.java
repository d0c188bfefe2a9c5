package org.radiologygpt.routes.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @Test
    void records_survive_a_restart_on_the_same_directory(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("kafka");
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0, 1_000_000)) {
            broker.createTopics(List.of("radiology.oru"), 1, 1_000_000);
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("radiology.oru", "key", "value"))
                        .get();
            }
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0, 1_000_000)) {
            broker.createTopics(List.of("radiology.oru"), 1, 1_000_000);
            assertThat(read(broker)).containsExactly("value");
        }
    }

    private static List<String> read(EmbeddedBroker broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("radiology.oru", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }
}
