package org.radiologygpt.routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.KafkaSettings;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.intake.IntakeException.Kind;

class KafkaIntakeIT {

    @Test
    void record_that_is_stored_can_be_read_as_it_was_given() {
        Topics topics = Broker.topics("intake", 1);
        try (KafkaIntake intake = KafkaIntake.open(settings(Broker.address()), Duration.ofSeconds(60))) {
            intake.store(new IntakeRecord(topics.oru(), "RIS|A1", "für".getBytes(UTF_8), Map.of("reason", "r")))
                    .join();
            intake.store(IntakeRecord.of(topics.oru(), "", new byte[] {1})).join();
        }
        ConsumerRecord<String, byte[]> first = Broker.read(topics.oru(), 2).get(0);
        assertThat(first.key()).isEqualTo("RIS|A1");
        assertThat(first.value()).isEqualTo("für".getBytes(UTF_8));
        assertThat(first.headers().lastHeader("reason").value()).isEqualTo("r".getBytes(UTF_8));
        assertThat(Broker.read(topics.oru(), 2).get(1).key()).isNull();
    }

    @Test
    void record_larger_than_the_broker_takes_is_told_apart_from_an_outage() {
        Topics topics = Broker.topics("intake-large", 1);
        try (KafkaIntake intake = KafkaIntake.open(settings(Broker.address()), Duration.ofSeconds(60))) {
            IntakeRecord large = IntakeRecord.of(topics.oru(), "RIS|A1", new byte[4 << 20]);
            assertFails(intake, large, Kind.TOO_LARGE);
        }
    }

    @Test
    void broker_that_is_away_fails_the_record_within_the_time_and_topic_that_is_missing_too() {
        IntakeRecord record = IntakeRecord.of("nowhere", "RIS|A1", new byte[1]);
        try (KafkaIntake intake = KafkaIntake.open(settings("127.0.0.1:1"), Duration.ofMillis(500))) {
            assertFails(intake, record, Kind.UNAVAILABLE);
        }
        try (KafkaIntake intake = KafkaIntake.open(settings(Broker.address()), Duration.ofSeconds(2))) {
            assertFails(intake, record, Kind.UNAVAILABLE);
        }
    }

    private static void assertFails(KafkaIntake intake, IntakeRecord record, Kind kind) {
        assertThatThrownBy(() -> intake.store(record).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        IntakeException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static KafkaSettings settings(String brokers) {
        return new KafkaSettings(
                brokers, "intake", 1, 1, Duration.ofMinutes(5), Duration.ofSeconds(6), 1_048_576, Map.of());
    }
}
