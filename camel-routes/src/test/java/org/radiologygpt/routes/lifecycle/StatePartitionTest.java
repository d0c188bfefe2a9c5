package org.radiologygpt.routes.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.ReportHistory;
import org.radiologygpt.draft.ReportState;

class StatePartitionTest {
    private static final TopicPartition PARTITION = new TopicPartition("state", 0);

    @Test
    void state_that_cannot_be_read_makes_its_own_report_wait_and_no_other() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        ReportState expired = new ReportState.Cancelled(ReportHistory.none(), CancelReason.EXPIRED, "");
        try (StatePartition states = new StatePartition(
                consumer,
                PARTITION,
                end(consumer),
                Duration.ofSeconds(5),
                Duration.ofDays(90),
                Clock.systemUTC(),
                new StateDivision(1))) {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 3L));
            List<byte[]> values = List.of(
                    StateJson.write(expired),
                    "{\"state\":\"of a later version\"}".getBytes(StandardCharsets.UTF_8),
                    StateJson.write(expired));
            for (int i = 0; i < values.size(); i++) {
                consumer.addRecord(new ConsumerRecord<>("state", 0, i, "report-" + i, values.get(i)));
            }
            assertThat(states.read("report-0")).isEqualTo(expired);
            assertThat(states.read("report-2")).isEqualTo(expired);
            assertThatThrownBy(() -> states.read("report-1")).isInstanceOf(StateException.class);
        }
    }

    @Test
    void record_of_the_far_future_drives_no_other_state_out() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        ReportState expired = new ReportState.Cancelled(ReportHistory.none(), CancelReason.EXPIRED, "");
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000_000_000_000L), ZoneOffset.UTC);
        try (StatePartition states = new StatePartition(
                consumer,
                PARTITION,
                end(consumer),
                Duration.ofSeconds(5),
                Duration.ofDays(90),
                clock,
                new StateDivision(1))) {
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 3L));
            consumer.addRecord(
                    record(0, "old", clock.millis() - Duration.ofDays(91).toMillis(), expired));
            consumer.addRecord(
                    record(1, "known", clock.millis() - Duration.ofDays(89).toMillis(), expired));
            consumer.addRecord(record(2, "future", Long.MAX_VALUE / 2, expired));
            assertThat(states.read("known")).isEqualTo(expired);
            assertThat(states.read("future")).isEqualTo(expired);
            assertThat(states.read("old")).isEqualTo(ReportState.initial());
        }
    }

    private static ToLongFunction<TopicPartition> end(MockConsumer<String, byte[]> consumer) {
        return partition -> consumer.endOffsets(List.of(partition)).get(partition);
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key, long time, ReportState state) {
        byte[] value = StateJson.write(state);
        return new ConsumerRecord<>(
                "state",
                0,
                offset,
                time,
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
