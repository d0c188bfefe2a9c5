package org.radiologygpt.routes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.routes.mllp.MllpSender;
import org.radiologygpt.routes.mllp.MllpTarget;
import org.radiologygpt.routes.mllp.ScriptedReceiver;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoreException.Kind;

class MllpDraftFeedTest {
    @ParameterizedTest
    @CsvSource({
        "AE, FAILED, receiver_failed, acknowledged AE 102",
        "AR, REFUSED, receiver_refused, acknowledged AR 102",
    })
    void answer_becomes_a_typed_failure_without_words(String code, Kind kind, String reason, String message) {
        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answers(code, "102"));
                MllpDraftFeed feed = feed(receiver, 1)) {
            StoreException failure = catchThrowableOfType(StoreException.class, () -> send(feed, "RIS|A1", "M1"));
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure).hasMessage(message).hasNoCause();
        }
    }

    @Test
    void receiver_that_hangs_up_is_waited_for() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.closes());
                MllpDraftFeed feed = feed(receiver, 1)) {
            StoreException failure = catchThrowableOfType(StoreException.class, () -> send(feed, "RIS|A1", "M1"));
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.reason()).isEqualTo("receiver_unavailable");
            assertThat(failure.retryAfter())
                    .hasValueSatisfying(wait -> assertThat(wait).isPositive());
        }
    }

    @Test
    void messages_of_a_report_stay_on_one_connection_and_reports_are_spread() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.answers("AA"));
                MllpDraftFeed feed = feed(receiver, 4)) {
            Stream.of("M1", "M2", "M3").forEach(id -> send(feed, "RIS|A1", id));
            assertThat(receiver.connections()).isEqualTo(1);
            for (int i = 0; i < 50; i++) {
                send(feed, "RIS|A" + i, "N" + i);
            }
            assertThat(receiver.connections()).isEqualTo(4);
        }
    }

    private static MllpDraftFeed feed(ScriptedReceiver receiver, int connections) {
        MllpTarget target = new MllpTarget(
                "127.0.0.1", receiver.port(), Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(60));
        List<MllpSender> senders =
                Stream.generate(() -> MllpSender.to(target)).limit(connections).toList();
        return new MllpDraftFeed(senders);
    }

    private static void send(MllpDraftFeed feed, String key, String id) {
        String message = "MSH|^~\\&|RADIOLOGY-GPT||||20260301||ORU^R01|" + id + "|P|2.5.1\rOBR|1\r";
        feed.send(key, message.getBytes(StandardCharsets.UTF_8));
    }
}
