package org.radiologygpt.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch, thrown for one site after another while two engines have drafts in flight. */
class KillSwitchIT {
    private static final boolean LONG = System.getProperty("faults.run", "cut").equals("long");

    /** The aim is five seconds, on a machine that has nothing else to do. */
    private static final Duration LONGEST = Duration.ofSeconds(LONG ? 5 : 30);

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration DRAFTING = Duration.ofSeconds(1);
    private static final int ROUNDS = LONG ? 3 : 1;
    private static final int MESSAGES = 80;
    private static final int BEFORE = 12;

    @TempDir
    private Path directory;

    @Test
    void no_draft_is_written_once_the_kill_switch_is_in_force() throws Exception {
        try (Fleet fleet = new Fleet(directory, false);
                Ledger ledger = new Ledger(fleet.brokerAddress())) {
            fleet.model.drafting(DRAFTING.toNanos());
            for (int site = 0; site < ROUNDS; site++) {
                round(fleet, ledger, site);
            }
            assertThat(ledger.outcomes().values()).containsOnly("drafted", "skipped stopped");
            for (int engine = 0; engine < 2; engine++) {
                assertThat(Files.readString(fleet.engine(engine).log()))
                        .as("the audit of engine " + engine)
                        .contains("rule k");
            }
        }
    }

    private static void round(Fleet fleet, Ledger ledger, int site) throws Exception {
        List<Message> messages = Traffic.preliminary(site * MESSAGES, MESSAGES, "SITE" + site);
        int done = ledger.size();
        long drafted = drafted(ledger);
        try (Sender sender = new Sender(fleet.brokerAddress(), messages, MESSAGES, () -> ledger.size() - done)) {
            await().atMost(PATIENCE).until(() -> drafted(ledger) >= drafted + BEFORE);
            Instant thrown = thrown(fleet, site);
            await().atMost(PATIENCE).until(() -> ledger.size() == done + messages.size());
            assertThat(sender.failed()).isZero();
            List<Written.Draft> all = Written.drafts(fleet.fhirUrl());
            Instant last = all.stream()
                    .map(Written.Draft::lastUpdated)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            long elapsed = Duration.between(thrown, last).toMillis();
            System.out.printf(
                    "kill switch over two engines: %d drafts before it; after it %d written and left open, %d taken back;"
                            + " the last change %d ms %s it%n",
                    all.stream()
                                    .filter(draft -> !draft.lastUpdated().isAfter(thrown))
                                    .count()
                            - drafted,
                    all.stream()
                            .filter(draft -> draft.lastUpdated().isAfter(thrown) && draft.isOpen())
                            .count(),
                    all.stream()
                            .filter(draft -> draft.lastUpdated().isAfter(thrown) && !draft.isOpen())
                            .count(),
                    Math.abs(elapsed),
                    elapsed < 0 ? "before" : "after");
            assertThat(elapsed).isLessThan(LONGEST.toMillis());
        }
    }

    private static long drafted(Ledger ledger) {
        return ledger.outcomes().values().stream().filter("drafted"::equals).count();
    }

    /** When it was thrown, by this machine's clock, which is the FHIR server's too. */
    private static Instant thrown(Fleet fleet, int site) throws Exception {
        String id = "k" + site;
        byte[] record = ("{\"id\":\"" + id + "\",\"kind\":\"stop\",\"scope\":\"site\",\"value\":\"SITE" + site
                        + "\",\"who\":\"tester\",\"when\":\"2026-03-01T12:00:00Z\",\"reason\":\"test\"}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, Object> options = Map.of("bootstrap.servers", fleet.brokerAddress(), "acks", "all");
        try (var producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer())) {
            return Instant.ofEpochMilli(producer.send(new ProducerRecord<>(Topics.CONTROL, id, record))
                    .get()
                    .timestamp());
        }
    }
}
