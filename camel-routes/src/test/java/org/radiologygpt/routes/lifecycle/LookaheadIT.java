package org.radiologygpt.routes.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.ingest.Broker;

/** The look ahead on a real broker: a record's value is the accession that it closes. */
class LookaheadIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static Optional<Closing> closing(ConsumerRecord<String, byte[]> record) {
        Origin origin = new Origin(record.topic() + "-" + record.partition(), record.offset());
        return Optional.of(
                new Closing(key(new String(record.value(), StandardCharsets.UTF_8)), CancelReason.SIGNED, origin));
    }

    private static ReportKey key(String accession) {
        return new ReportKey("RIS/NORTH", accession);
    }

    private static void send(String topic, String accession) {
        Broker.send(topic, "key", accession.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void closing_in_a_topic_that_was_made_anew_is_seen() throws Exception {
        String topic = Broker.topics("aheadanew", 1).oru();
        Map<String, Object> client = Map.of("bootstrap.servers", Broker.address());
        try (Lookahead ahead = Lookahead.start(client, LookaheadIT::closing, closing -> {}, Clock.systemUTC());
                Admin admin = Admin.create(client)) {
            for (int i = 0; i < 12; i++) {
                send(topic, "F" + i);
            }
            ahead.beyond(topic, 0, 3);
            await().atMost(LONGEST).until(() -> ahead.closing(key("F11")).isPresent());
            assertThat(ahead.closing(key("F2"))).isEmpty();
            ahead.passed(topic, 0, 11);
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(LONGEST)
                    .ignoreExceptions()
                    .until(() -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                                    .all()
                                    .get()
                            == null);
            await().atMost(LONGEST).ignoreExceptions().until(() -> {
                send(topic, "G0");
                return true;
            });
            ahead.left(topic, 0);
            ahead.beyond(topic, 0, 0);
            send(topic, "G1");
            await().atMost(LONGEST).until(() -> ahead.closing(key("G1")).isPresent());
        }
    }

    @Test
    void what_was_looked_at_is_not_read_again_when_its_consumer_is_full_again() {
        String topic = Broker.topics("aheadagain", 1).oru();
        List<Long> read = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            send(topic, "F" + i);
        }
        try (Lookahead ahead = Lookahead.start(
                Map.of("bootstrap.servers", Broker.address()),
                record -> {
                    read.add(record.offset());
                    return closing(record);
                },
                closing -> {},
                Clock.systemUTC())) {
            ahead.beyond(topic, 0, 1);
            await().atMost(LONGEST).until(() -> ahead.closing(key("F5")).isPresent());
            ahead.near(topic, 0);
            ahead.beyond(topic, 0, 3);
            send(topic, "F6");
            await().atMost(LONGEST).until(() -> ahead.closing(key("F6")).isPresent());
            assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(ahead.closing(key("F4"))).isPresent();
        }
    }
}
