package org.radiologygpt.routes.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.Arrival;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Ending;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.draft.ReportHistory;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.Review;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.ingest.Broker;

/** States on a real broker. */
class StateTopicIT {
    private static final ReportKey KEY = new ReportKey("RIS/NORTH", "F1");
    private static final Arrival ARRIVAL =
            new Arrival(new Origin("oru-0", 7), Instant.parse("2026-03-01T12:00:00.5Z"), "v1", "M1", "b0d1");
    private static final DraftRef DRAFT = new DraftRef(2, "v1", ARRIVAL.origin(), "7e87", true);
    private static final ReportHistory HISTORY = new ReportHistory(
            Optional.of(ARRIVAL),
            Optional.of(ARRIVAL),
            Optional.of(ARRIVAL),
            2,
            List.of(DRAFT),
            true,
            List.of(
                    new ReportHistory.Ended(ARRIVAL, new Ending.Drafted(DRAFT)),
                    new ReportHistory.Ended(ARRIVAL, new Ending.Skipped(SkipReason.DUPLICATE)),
                    new ReportHistory.Ended(ARRIVAL, new Ending.Withheld("laterality", true))));

    private static StateTopic topic(String name) {
        Map<String, Object> client = Map.of("bootstrap.servers", Broker.address());
        return new StateTopic(name, client, Duration.ofSeconds(15), Duration.ofDays(90), Clock.systemUTC());
    }

    @Test
    void each_state_survives_the_engine_that_wrote_it() {
        String name = Broker.topics("kept", 3).state();
        List<ReportState> states = List.of(
                new ReportState.Awaiting(HISTORY),
                new ReportState.Drafted(HISTORY, DRAFT),
                new ReportState.Superseded(HISTORY),
                new ReportState.Cancelled(HISTORY, CancelReason.EXPIRED, "7e87"),
                new ReportState.Reviewed(HISTORY, DRAFT, Review.EDITED));
        ReportState before = ReportState.initial();
        for (ReportState state : states) {
            try (StateTopic topic = topic(name)) {
                assertThat(topic.read(KEY)).isEqualTo(before);
                assertThat(topic.write(KEY, before, state)).isTrue();
                assertThat(topic.read(KEY)).isEqualTo(state);
                assertThat(topic.read(new ReportKey("RIS/NORTH", "F2"))).isEqualTo(ReportState.initial());
            }
            before = state;
        }
    }

    @Test
    void engine_sees_what_another_wrote_and_does_not_write_over_it() {
        String name = Broker.topics("shared", 1).state();
        try (StateTopic one = topic(name);
                StateTopic other = topic(name)) {
            ReportState drafted = new ReportState.Drafted(HISTORY, DRAFT);
            ReportState signed = new ReportState.Superseded(HISTORY);
            assertThat(one.write(KEY, ReportState.initial(), drafted)).isTrue();
            assertThat(other.read(KEY)).isEqualTo(drafted);
            assertThat(other.write(KEY, drafted, signed)).isTrue();
            assertThat(one.write(KEY, drafted, new ReportState.Awaiting(HISTORY)))
                    .isFalse();
            assertThat(one.read(KEY)).isEqualTo(signed);
        }
    }

    @Test
    void state_lies_where_kafka_puts_records_of_the_same_key() {
        var topics = Broker.topics("divided", 5);
        for (int i = 0; i < 12; i++) {
            Broker.send(topics.oru(), "RIS/NORTH|F" + i, "x".getBytes(StandardCharsets.UTF_8));
        }
        try (StateTopic topic = topic(topics.state())) {
            for (int i = 0; i < 12; i++) {
                topic.write(
                        new ReportKey("RIS/NORTH", "F" + i),
                        ReportState.initial(),
                        new ReportState.Superseded(HISTORY));
            }
        }
        var states = Broker.read(topics.state(), 12);
        Broker.read(topics.oru(), 12).forEach(record -> assertThat(states)
                .anyMatch(state -> state.key().equals(record.key()) && state.partition() == record.partition()));
    }

    @Test
    void topic_that_is_made_anew_is_read_from_its_beginning() throws Exception {
        String name = Broker.topics("anew", 1).state();
        ReportState signed = new ReportState.Superseded(HISTORY);
        ReportKey second = new ReportKey("RIS/NORTH", "F2");
        try (StateTopic topic = topic(name);
                Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
            for (int i = 0; i < 5; i++) {
                assertThat(topic.write(new ReportKey("RIS/NORTH", "G" + i), ReportState.initial(), signed))
                        .isTrue();
            }
            assertThat(topic.read(KEY)).isEqualTo(ReportState.initial());
            admin.deleteTopics(List.of(name)).all().get();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                                    .all()
                                    .get()
                            == null);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> topic.write(second, topic.read(second), signed));
            assertThat(topic.read(second)).isEqualTo(signed);
        }
    }

    @Test
    void topic_that_was_given_more_partitions_is_refused_and_not_taken_for_empty() throws Exception {
        String name = Broker.topics("added", 2).state();
        ReportState signed = new ReportState.Superseded(HISTORY);
        try (StateTopic before = topic(name);
                Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
            for (int i = 0; i < 8; i++) {
                before.write(new ReportKey("RIS/NORTH", "H" + i), ReportState.initial(), signed);
            }
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            try (StateTopic after = topic(name)) {
                for (int i = 0; i < 8; i++) {
                    ReportKey key = new ReportKey("RIS/NORTH", "H" + i);
                    assertThatThrownBy(() -> after.read(key)).hasMessageContaining("partitions");
                }
            }
        });
    }

    @Test
    void many_readers_at_once_are_served_and_see_what_was_written_before_they_asked() {
        String name = Broker.topics("many", 1).state();
        ReportState signed = new ReportState.Superseded(HISTORY);
        try (StateTopic one = topic(name);
                StateTopic other = topic(name)) {
            IntStream.range(0, 200).parallel().forEach(i -> {
                ReportKey key = new ReportKey("RIS/NORTH", "J" + i);
                assertThat(one.write(key, one.read(key), signed)).isTrue();
                assertThat(other.read(key)).isEqualTo(signed);
            });
        }
    }

    @Test
    void topic_that_is_not_there_is_a_wait_and_not_an_empty_state() {
        Map<String, Object> client = Map.of("bootstrap.servers", Broker.address());
        try (StateTopic absent = new StateTopic(
                "no-such-topic", client, Duration.ofSeconds(2), Duration.ofDays(90), Clock.systemUTC())) {
            assertThatThrownBy(() -> absent.read(KEY)).isInstanceOf(StateException.class);
        }
    }
}
