package org.radiologygpt.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch, thrown while two engines have drafts in flight. */
class KillSwitchIT {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MESSAGES = 400;
    private static final int BEFORE = 40;

    @TempDir
    private Path directory;

    @Test
    void no_draft_is_written_five_seconds_after_the_kill_switch() throws Exception {
        try (Fleet fleet = new Fleet(directory, false);
                Ledger ledger = new Ledger(fleet.brokerAddress())) {
            fleet.model.drafting(Duration.ofMillis(300).toNanos());
            List<Message> messages = Traffic.preliminary(MESSAGES);
            try (Sender sender = new Sender(fleet.brokerAddress(), messages, MESSAGES, ledger::size)) {
                await().atMost(PATIENCE).until(() -> ledger.size() >= BEFORE);
                Instant thrown = killSwitch(fleet);
                await().atMost(PATIENCE).until(() -> ledger.size() == MESSAGES);
                List<Instant> written = Written.drafts(fleet.fhirUrl()).stream()
                        .map(Written.Draft::lastUpdated)
                        .sorted()
                        .toList();
                Duration last = Duration.between(thrown, written.get(written.size() - 1));
                System.out.printf(
                        "kill switch over two engines: %d drafts before, %d after; the last was written %d ms after it%n",
                        written.stream().filter(at -> !at.isAfter(thrown)).count(),
                        written.stream().filter(at -> at.isAfter(thrown)).count(),
                        last.toMillis());
                assertThat(last).isLessThan(LONGEST);
                assertThat(sender.failed()).isZero();
            }
            assertThat(ledger.outcomes().values()).containsOnly("drafted", "skipped stopped");
            for (int engine = 0; engine < 2; engine++) {
                assertThat(Files.readString(fleet.engine(engine).log()))
                        .as("the audit of engine " + engine)
                        .contains("rule k1");
            }
        }
    }

    /** Throws it; the answer is when it was thrown, by this machine's clock as is the FHIR server's. */
    private static Instant killSwitch(Fleet fleet) throws Exception {
        byte[] rule = """
                {"id":"k1","kind":"stop","scope":"all","who":"tester","when":"2026-03-01T12:00:00Z","reason":"test"}""".getBytes(StandardCharsets.UTF_8);
        Map<String, Object> options = Map.of("bootstrap.servers", fleet.brokerAddress(), "acks", "all");
        try (var producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer())) {
            return Instant.ofEpochMilli(producer.send(new ProducerRecord<>(Topics.CONTROL, "k1", rule))
                    .get()
                    .timestamp());
        }
    }
}
