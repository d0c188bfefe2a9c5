package org.radiologygpt.routes.mllp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.hl7v2.AckMode;
import org.radiologygpt.hl7v2.AdmissionReader;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.intake.Intake;
import org.radiologygpt.routes.intake.IntakeException;
import org.radiologygpt.routes.mllp.MllpSettings.Limits;
import org.radiologygpt.routes.mllp.ReceptionPolicy.OtherMessages;

class MllpListenerTest {
    private static final ReceptionPolicy POLICY =
            new ReceptionPolicy("oru", Optional.empty(), "errors", OtherMessages.REJECT);
    private static final Limits LIMITS = new Limits(
            100_000,
            4,
            16,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10));

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void pipelined_messages_are_stored_and_acknowledged_in_order_however_tcp_cuts_them() throws IOException {
        MemoryIntake intake = MemoryIntake.atOnce();
        Random random = new Random(7);
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY)) {
            for (int round = 0; round < 20; round++) {
                byte[] bytes = MllpClient.framed(
                        numbered(40).stream().map(MllpClient::oru).toArray(String[]::new));
                try (MllpClient client = MllpClient.connect(listener.port())) {
                    for (int at = 0; at < bytes.length; ) {
                        int end = Math.min(bytes.length, at + 1 + random.nextInt(round < 10 ? 300 : 30_000));
                        client.write(Arrays.copyOfRange(bytes, at, end));
                        at = end;
                    }
                    assertThat(client.acks(40))
                            .isEqualTo(
                                    numbered(40).stream().map(a -> "AA M-" + a).toList());
                }
            }
        }
        List<String> keys = numbered(40).stream().map(a -> "RIS/NORTH|" + a).toList();
        assertThat(intake.keys("oru").subList(0, 40)).isEqualTo(keys);
        assertThat(intake.keys("oru")).hasSize(800);
        assertThat(blocks("stored", "")).isEqualTo(800);
    }

    @Test
    void bytes_are_stored_as_received() throws IOException {
        MemoryIntake intake = MemoryIntake.atOnce();
        String message = MllpClient.oru("A1").replace("clear", "<EB> klar für").replace("\r", "\r\n");
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(message);
            assertThat(client.ack()).isEqualTo("AA M-A1");
        }
        assertThat(new String(intake.records().get(0).value(), UTF_8)).isEqualTo(message);
    }

    @Test
    void acknowledgement_waits_for_the_storage_and_keeps_its_turn() throws Exception {
        ConcurrentLinkedQueue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
        MemoryIntake intake = new MemoryIntake(entry -> {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            waiting.add(stored);
            return stored;
        });
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(
                    MllpClient.oru("A1"), MllpClient.oru("A2"), "MSH|^~\\&|RIS|NORTH|||2026||ADT^A01|M-X|P|2.5.1\r");
            await().until(() -> waiting.size() == 2);
            List<CompletableFuture<Void>> stored = List.copyOf(waiting);
            stored.get(1).complete(null);
            assertThat(blocks("stored", "")).isZero();
            assertThat(blocks("refused", "unsupported_event")).isZero();
            stored.get(0).complete(null);
            assertThat(client.acks(3)).containsExactly("AA M-A1", "AA M-A2", "AR M-X");
        }
    }

    @Test
    void storage_that_is_slow_holds_the_sender_back() throws Exception {
        ConcurrentLinkedQueue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
        MemoryIntake intake = new MemoryIntake(entry -> {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            waiting.add(stored);
            return stored;
        });
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(numbered(60).stream().map(MllpClient::oru).toArray(String[]::new));
            // One is in the hand of the answering thread, the limit waits behind it.
            await().until(() -> waiting.size() == LIMITS.inFlight() + 1);
            await().during(Duration.ofMillis(200)).until(() -> waiting.size() == LIMITS.inFlight() + 1);
            CompletableFuture<Void> released = CompletableFuture.runAsync(() -> release(waiting, 60));
            assertThat(client.acks(60)).hasSize(60).doesNotContain("");
            released.join();
        }
    }

    @Test
    void message_that_cannot_be_stored_is_not_answered_and_no_later_one_either() throws IOException {
        MemoryIntake intake = new MemoryIntake(entry -> entry.key().endsWith("A2")
                ? CompletableFuture.failedFuture(new IntakeException(IntakeException.Kind.UNAVAILABLE, "down"))
                : CompletableFuture.completedFuture(null));
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(MllpClient.oru("A1"), MllpClient.oru("A2"), MllpClient.oru("A3"));
            assertThat(client.acks(2)).containsExactly("AA M-A1", "");
        }
        assertThat(blocks("stored", "")).isEqualTo(1);
        assertThat(blocks("not_stored", "storage_unavailable")).isEqualTo(1);
        assertThat(closed("not_stored")).isEqualTo(1);
    }

    @Test
    void message_that_cannot_be_stored_is_answered_where_the_site_says_so() throws IOException {
        MemoryIntake intake = new MemoryIntake(entry -> entry.key().endsWith("A3")
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IntakeException(IntakeException.Kind.UNAVAILABLE, "down")));
        try (MllpListener listener = start(intake, LIMITS, Unavailable.ANSWER, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(MllpClient.oru("A1"), MllpClient.oru("A2", "P|2.5.1|||AL|NE"), MllpClient.oru("A3"));
            assertThat(client.acks(3)).containsExactly("AR M-A1", "CE M-A2", "AA M-A3");
        }
    }

    @Test
    void record_larger_than_the_topic_takes_is_refused_and_not_sent_for_ever() throws IOException {
        MemoryIntake intake = new MemoryIntake(
                entry -> CompletableFuture.failedFuture(new IntakeException(IntakeException.Kind.TOO_LARGE, "large")));
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(MllpClient.oru("A1"));
            assertThat(client.answer()).contains("MSA|AE|M-A1|too_large\r");
        }
    }

    @ParameterizedTest
    @CsvSource({"T, AR", "D, AR", "X, AR", "P, AA", "'', AA", "P^T, AA"})
    void processing_id_is_a_fence(String processingId, String code) throws IOException {
        MemoryIntake intake = MemoryIntake.atOnce();
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(MllpClient.oru("A1", processingId + "|2.5.1"));
            assertThat(client.ack()).isEqualTo(code + " M-A1");
        }
        assertThat(intake.keys("oru")).hasSize(code.equals("AA") ? 1 : 0);
        assertThat(intake.records()).hasSize(code.equals("AA") ? 1 : 0);
    }

    @Test
    void test_messages_go_to_their_own_topic_where_there_is_one() throws IOException {
        MemoryIntake intake = MemoryIntake.atOnce();
        ReceptionPolicy policy = new ReceptionPolicy("oru", Optional.of("test"), "errors", OtherMessages.REJECT);
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, policy);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(MllpClient.oru("A1", "T|2.5.1"), MllpClient.oru("A2"), MllpClient.oru("A3", "Z|2.5.1"));
            assertThat(client.acks(3)).containsExactly("AA M-A1", "AA M-A2", "AR M-A3");
        }
        assertThat(intake.keys("test")).containsExactly("RIS/NORTH|A1");
        assertThat(intake.keys("oru")).containsExactly("RIS/NORTH|A2");
    }

    @Test
    void other_messages_are_refused_or_kept_as_the_site_says() throws IOException {
        String admission = "MSH|^~\\&|RIS|NORTH|||2026||ADT^A01|M-1|P|2.5.1\rPID|1\r";
        String merge = "MSH|^~\\&|RIS|NORTH|||2026||ADT^A40|M-2|P|2.5.1\rPID|1\rMRG|2\r";
        MemoryIntake rejecting = MemoryIntake.atOnce();
        try (MllpListener listener = start(rejecting, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(admission, merge);
            assertThat(client.acks(2)).containsExactly("AR M-1", "AA M-2");
        }
        assertThat(rejecting.keys("oru")).containsExactly("RIS/NORTH|ADT^A40");
        assertThat(rejecting.reasons()).isEmpty();
        MemoryIntake keeping = MemoryIntake.atOnce();
        ReceptionPolicy policy = new ReceptionPolicy("oru", Optional.empty(), "errors", OtherMessages.KEEP);
        try (MllpListener listener = start(keeping, LIMITS, Unavailable.CLOSE, policy);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(admission);
            assertThat(client.ack()).isEqualTo("AA M-1");
        }
        assertThat(keeping.reasons()).containsExactly("unsupported_event");
    }

    @Test
    void bad_blocks_are_answered_kept_with_their_reason_and_the_next_message_is_served() throws IOException {
        MemoryIntake intake = MemoryIntake.atOnce();
        try (MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send("");
            client.send("no header");
            client.send(MllpClient.oru("A1").replace("|A1|", "||"));
            client.write("noise".getBytes(UTF_8));
            client.write(("\u000b" + MllpClient.oru("A2").substring(0, 120)).getBytes(UTF_8));
            client.send(MllpClient.oru("A3").replace("clear", "x".repeat(LIMITS.frameBytes())));
            client.send(MllpClient.oru("A4"));
            assertThat(client.acks(6)).containsExactly("AE ", "AE ", "AE M-A1", "AE M-A2", "AE M-A3", "AA M-A4");
        }
        assertThat(intake.reasons())
                .containsExactly(
                        "empty_message", "no_msh_segment", "no_accession", "outside_block", "truncated", "too_large");
        assertThat(blocks("refused", "outside_block")).isEqualTo(1);
        assertThat(registry.find("radiology.mllp.blocks").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(7);
    }

    @Test
    void sender_that_closes_its_half_still_gets_all_answers() throws IOException {
        try (MllpListener listener = start(MemoryIntake.atOnce(), LIMITS, Unavailable.CLOSE, POLICY);
                MllpClient client = MllpClient.connect(listener.port())) {
            client.send(MllpClient.oru("A1"), MllpClient.oru("A2"));
            client.halfClose();
            assertThat(client.acks(3)).containsExactly("AA M-A1", "AA M-A2", "");
        }
    }

    @Test
    void sender_that_says_nothing_or_not_all_is_let_go() throws IOException {
        Limits hasty = new Limits(
                1000,
                4,
                4,
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        MemoryIntake intake = MemoryIntake.atOnce();
        try (MllpListener listener = start(intake, hasty, Unavailable.CLOSE, POLICY);
                MllpClient silent = MllpClient.connect(listener.port());
                MllpClient slow = MllpClient.connect(listener.port())) {
            slow.write("\u000bMSH|^~\\&|RIS".getBytes(UTF_8));
            assertThat(silent.answer()).isEmpty();
            assertThat(slow.answer()).contains("MSA|AE||truncated");
            assertThat(slow.answer()).isEmpty();
        }
        assertThat(closed("idle_timeout")).isEqualTo(1);
        assertThat(closed("frame_timeout")).isEqualTo(1);
    }

    @Test
    void sender_that_takes_no_answers_is_let_go_and_holds_no_thread() throws IOException {
        Limits hasty = new Limits(
                100_000,
                1,
                8,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofMillis(300),
                Duration.ofSeconds(5));
        try (MllpListener listener = start(MemoryIntake.atOnce(), hasty, Unavailable.CLOSE, POLICY);
                MllpClient deaf = MllpClient.connect(listener.port())) {
            byte[] some = MllpClient.framed(
                    numbered(100).stream().map(MllpClient::oru).toArray(String[]::new));
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(deaf, some));
            await().atMost(Duration.ofSeconds(60)).until(() -> closed("write_timeout") == 1);
            flood.join();
            await().until(() ->
                    registry.get("radiology.mllp.connections").gauge().value() == 0);
        }
    }

    @Test
    void connections_over_the_limit_are_turned_away_until_one_ends() throws IOException {
        try (MllpListener listener = start(MemoryIntake.atOnce(), LIMITS, Unavailable.CLOSE, POLICY)) {
            List<MllpClient> clients = new ArrayList<>();
            for (int i = 0; i < LIMITS.connections(); i++) {
                clients.add(MllpClient.connect(listener.port()));
                clients.get(i).send(MllpClient.oru("A" + i));
                assertThat(clients.get(i).ack()).isEqualTo("AA M-A" + i);
            }
            try (MllpClient further = MllpClient.connect(listener.port())) {
                assertThat(further.answer()).isEmpty();
            }
            clients.get(0).close();
            await().until(() ->
                    registry.get("radiology.mllp.connections").gauge().value() == 3);
            try (MllpClient further = MllpClient.connect(listener.port())) {
                further.send(MllpClient.oru("A9"));
                assertThat(further.ack()).isEqualTo("AA M-A9");
            }
            for (MllpClient client : clients) {
                client.close();
            }
        }
        assertThat(registry.counter("radiology.mllp.turned.away").count()).isEqualTo(1);
    }

    @Test
    void stop_answers_what_is_in_flight_and_stores_no_more() throws Exception {
        ConcurrentLinkedQueue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
        MemoryIntake intake = new MemoryIntake(entry -> {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            waiting.add(stored);
            return stored;
        });
        MllpListener listener = start(intake, LIMITS, Unavailable.CLOSE, POLICY);
        try (MllpClient client = MllpClient.connect(listener.port())) {
            client.send(MllpClient.oru("A1"), MllpClient.oru("A2"));
            client.write("\u000bMSH|half".getBytes(UTF_8));
            await().until(() -> waiting.size() == 2);
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(listener::close);
            waiting.forEach(stored -> stored.complete(null));
            assertThat(client.acks(3)).containsExactly("AA M-A1", "AA M-A2", "");
            stopping.join();
        }
        assertThat(intake.records()).hasSize(2);
    }

    private MllpListener start(Intake intake, Limits limits, Unavailable unavailable, ReceptionPolicy policy)
            throws IOException {
        MllpSettings settings =
                new MllpSettings("127.0.0.1", 0, Optional.empty(), false, limits, AckMode.STANDARD, unavailable);
        return MllpListener.start(
                settings, new AdmissionReader(SourceProfiles.defaults()), policy, intake, registry, Clock.systemUTC());
    }

    private static void release(ConcurrentLinkedQueue<CompletableFuture<Void>> waiting, int count) {
        for (int released = 0; released < count; ) {
            CompletableFuture<Void> next = waiting.poll();
            if (next == null) {
                Thread.onSpinWait();
            } else {
                next.complete(null);
                released++;
            }
        }
    }

    /** Writes until the other side closes. */
    private static void flood(MllpClient client, byte[] bytes) {
        try {
            for (int i = 0; i < 1_000_000; i++) {
                client.write(bytes);
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "A" + i).toList();
    }

    private double blocks(String outcome, String reason) {
        return registry.counter("radiology.mllp.blocks", "outcome", outcome, "reason", reason)
                .count();
    }

    private double closed(String reason) {
        return registry.counter("radiology.mllp.closed", "reason", reason).count();
    }
}
