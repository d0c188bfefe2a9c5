package org.radiologygpt.routes.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.radiologygpt.routes.deadletter.ErrorRecord;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.KafkaSettings;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.intake.KafkaIntake;

class ReplayIT {
    private static final KafkaSettings KAFKA = new KafkaSettings(
            Broker.address(), "replay", 1, 1, Duration.ofMinutes(5), Duration.ofSeconds(6), 1_048_576, Map.of());

    @Test
    void errors_go_back_to_their_topic_as_they_were_marked_and_only_once() {
        Topics topics = Broker.topics("replay-once", 2);
        Broker.send(topics.oru(), "RIS|A1", "first".getBytes(UTF_8));
        Broker.send(topics.oru(), "RIS|A2", "second".getBytes(UTF_8));
        ConsumerRecord<String, byte[]> origin = Broker.read(topics.oru(), 2).stream()
                .filter(record -> record.key().equals("RIS|A1"))
                .findFirst()
                .orElseThrow();
        String source = topics.oru() + "-" + origin.partition() + "-" + origin.offset();
        error(topics, source, source, "fhir_refused", Stage.WRITE_BACK, "first");
        error(topics, "", "mllp", "no_msh_segment", Stage.RECEIVE, "garbage");
        assertThat(counts(topics, Selection.all(topics.errors())))
                .containsExactly(
                        Map.entry("no_origin no_msh_segment receive mllp", 1L),
                        Map.entry("replay fhir_refused write_back " + topics.oru(), 1L));
        assertThat(Broker.read(topics.oru(), 2)).hasSize(2);

        assertThat(go(topics, 3)).isEqualTo(1);
        ConsumerRecord<String, byte[]> replayed = replayed(topics, 3);
        assertThat(replayed.key()).isEqualTo("RIS|A1");
        assertThat(replayed.partition()).isEqualTo(origin.partition());
        assertThat(replayed.value()).isEqualTo("first".getBytes(UTF_8));
        assertThat(Entry.header(replayed, "replayed-from")).startsWith(topics.errors() + "-");
        assertThat(Entry.header(replayed, "replay-attempts")).isEqualTo("1");

        assertThat(go(topics, 3)).isZero();
        assertThat(counts(topics, Selection.all(topics.errors())).keySet())
                .contains("replayed_before fhir_refused write_back " + topics.oru());
    }

    @Test
    void message_that_fails_each_time_is_given_up() {
        Topics topics = Broker.topics("replay-loop", 1);
        Broker.send(topics.oru(), "RIS|A1", "poison".getBytes(UTF_8));
        error(topics, "RIS|A1", topics.oru() + "-0-0", "model_timeout", Stage.DRAFT, "poison");
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(go(topics, 2)).isEqualTo(1);
            assertThat(Entry.header(replayed(topics, attempt + 1), "replay-attempts"))
                    .isEqualTo(Integer.toString(attempt));
            error(topics, "RIS|A1", topics.oru() + "-0-" + attempt, "model_timeout", Stage.DRAFT, "poison");
        }
        assertThat(go(topics, 2)).isZero();
        assertThat(counts(topics, Selection.all(topics.errors()), 2))
                .containsEntry("given_up model_timeout draft " + topics.oru(), 1L)
                .containsEntry("replayed_before model_timeout draft " + topics.oru(), 2L);
    }

    @Test
    void filters_take_what_they_name() {
        Topics topics = Broker.topics("replay-filter", 1);
        for (int i = 0; i < 4; i++) {
            Broker.send(topics.oru(), "RIS|A" + i, new byte[] {(byte) i});
        }
        error(topics, "RIS|A0", topics.oru() + "-0-0", "fhir_refused", Stage.WRITE_BACK, "0");
        error(topics, "RIS|A1", topics.oru() + "-0-1", "fhir_refused", Stage.READ, "1");
        error(topics, "RIS|A2", topics.oru() + "-0-2", "internal_fault", Stage.WRITE_BACK, "2");
        assertThat(planned(topics, filter(topics, Set.of("fhir_refused"), Set.of(), Set.of())))
                .isEqualTo(2);
        assertThat(planned(topics, filter(topics, Set.of(), Set.of("write_back"), Set.of())))
                .isEqualTo(2);
        assertThat(planned(topics, filter(topics, Set.of("fhir_refused"), Set.of("read"), Set.of())))
                .isEqualTo(1);
        assertThat(planned(topics, filter(topics, Set.of(), Set.of(), Set.of(topics.oru()))))
                .isEqualTo(3);
        assertThat(planned(topics, filter(topics, Set.of(), Set.of(), Set.of(topics.oru() + "-0-1"))))
                .isEqualTo(1);
        assertThat(planned(topics, filter(topics, Set.of(), Set.of(), Set.of("other"))))
                .isZero();
        assertThat(planned(topics, range(topics.errors(), 1, 1, Optional.empty())))
                .isEqualTo(1);
        assertThat(planned(topics, range(topics.errors(), 0, 99, Optional.of(Instant.EPOCH))))
                .isZero();
    }

    @Test
    void stretch_of_an_input_topic_is_sent_again() {
        Topics topics = Broker.topics("replay-range", 1);
        for (int i = 0; i < 5; i++) {
            Broker.send(topics.oru(), "RIS|A" + i, new byte[] {(byte) i});
        }
        Selection selection = range(topics.oru(), 1, 3, Optional.empty());
        try (Replay replay = Replay.open(KAFKA, topics, 3);
                KafkaIntake intake = KafkaIntake.open(KAFKA, Duration.ofSeconds(60))) {
            assertThat(replay.run(replay.plan(selection), intake, 1000)).isEqualTo(3);
            assertThat(replay.plan(selection).replays()).isZero();
        }
        List<ConsumerRecord<String, byte[]>> records = Broker.read(topics.oru(), 8);
        assertThat(records.subList(5, 8)).extracting(ConsumerRecord::key).containsExactly("RIS|A1", "RIS|A2", "RIS|A3");
        assertThat(Entry.header(records.get(5), "replayed-from")).isEqualTo(topics.oru() + "-0-1");
    }

    @Test
    void bytes_that_the_error_topic_could_not_take_come_from_the_origin() {
        Topics topics = Broker.topics("replay-omitted", 1);
        Broker.send(topics.oru(), "RIS|A1", "large".getBytes(UTF_8));
        Failure failure = new Failure("too_large", Stage.READ, "large");
        for (String source : List.of(topics.oru() + "-0-0", topics.oru() + "-0-700")) {
            store(
                    topics,
                    "RIS|A1",
                    ErrorRecord.of("large".getBytes(UTF_8), failure, source, 1).withoutBytes());
        }
        assertThat(counts(topics, Selection.all(topics.errors())).keySet())
                .containsExactly("bytes_gone too_large read " + topics.oru(), "replay too_large read " + topics.oru());
        assertThat(go(topics, 3)).isEqualTo(1);
        assertThat(replayed(topics, 2).value()).isEqualTo("large".getBytes(UTF_8));
    }

    @Test
    void header_that_names_another_topic_leads_nowhere_and_is_not_repeated() {
        Topics topics = Broker.topics("replay-foreign", 1);
        error(topics, "k", topics.drafts() + "-0-0", "fhir_refused", Stage.READ, "x");
        error(topics, "k", "Doe, John 1961", "Doe John", Stage.READ, "x");
        assertThat(counts(topics, Selection.all(topics.errors())).keySet())
                .containsExactly("no_origin fhir_refused read " + topics.drafts(), "no_origin other read other");
    }

    @Test
    void kafka_that_is_away_is_said_and_names_no_content() {
        KafkaSettings nowhere = new KafkaSettings(
                "127.0.0.1:1",
                "replay",
                1,
                1,
                Duration.ofMinutes(5),
                Duration.ofSeconds(6),
                1_048_576,
                Map.of("default.api.timeout.ms", "500", "request.timeout.ms", "400"));
        try (Replay replay = Replay.open(nowhere, Topics.defaults(), 3)) {
            assertThatThrownBy(() -> replay.plan(Selection.all("radiology.errors")))
                    .isInstanceOf(ReplayException.class)
                    .hasMessage("TimeoutException");
        }
    }

    private static int go(Topics topics, int mostAttempts) {
        try (Replay replay = Replay.open(KAFKA, topics, mostAttempts);
                KafkaIntake intake = KafkaIntake.open(KAFKA, Duration.ofSeconds(60))) {
            return replay.run(replay.plan(Selection.all(topics.errors())), intake, 1000);
        }
    }

    private static long planned(Topics topics, Selection selection) {
        try (Replay replay = Replay.open(KAFKA, topics, 3)) {
            return replay.plan(selection).replays();
        }
    }

    private static Map<String, Long> counts(Topics topics, Selection selection) {
        return counts(topics, selection, 3);
    }

    private static Map<String, Long> counts(Topics topics, Selection selection, int mostAttempts) {
        Map<String, Long> counts = new TreeMap<>();
        try (Replay replay = Replay.open(KAFKA, topics, mostAttempts)) {
            replay.plan(selection)
                    .counts()
                    .forEach((line, count) -> counts.put(
                            String.join(" ", line.fate().code(), line.reason(), line.stage(), line.source()), count));
        }
        return counts;
    }

    private static ConsumerRecord<String, byte[]> replayed(Topics topics, int count) {
        List<ConsumerRecord<String, byte[]>> records = Broker.read(topics.oru(), count);
        assertThat(records).hasSize(count);
        return records.stream()
                .filter(record -> !Entry.header(record, "replayed-from").isEmpty())
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static void error(Topics topics, String key, String source, String reason, Stage stage, String bytes) {
        store(topics, key, ErrorRecord.of(bytes.getBytes(UTF_8), new Failure(reason, stage, "test"), source, 1));
    }

    private static void store(Topics topics, String key, ErrorRecord record) {
        try (KafkaIntake intake = KafkaIntake.open(KAFKA, Duration.ofSeconds(60))) {
            intake.store(new IntakeRecord(topics.errors(), key, record.value(), record.headers()))
                    .join();
        }
    }

    private static Selection filter(Topics topics, Set<String> reasons, Set<String> stages, Set<String> sources) {
        return new Selection(
                topics.errors(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                reasons,
                stages,
                sources);
    }

    private static Selection range(String topic, long from, long to, Optional<Instant> until) {
        return new Selection(
                topic,
                OptionalInt.of(0),
                OptionalLong.of(from),
                OptionalLong.of(to),
                Optional.empty(),
                until,
                Set.of(),
                Set.of(),
                Set.of());
    }
}
