package org.radiologygpt.routes.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
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
                consumer, PARTITION, Duration.ofSeconds(5), Duration.ofDays(90), Clock.systemUTC())) {
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
}
