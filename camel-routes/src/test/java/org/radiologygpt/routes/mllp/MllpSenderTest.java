package org.radiologygpt.routes.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.radiologygpt.routes.mllp.ScriptedReceiver.ack;
import static org.radiologygpt.routes.mllp.ScriptedReceiver.answers;
import static org.radiologygpt.routes.mllp.ScriptedReceiver.closes;
import static org.radiologygpt.routes.mllp.ScriptedReceiver.of;
import static org.radiologygpt.routes.mllp.ScriptedReceiver.resets;
import static org.radiologygpt.routes.mllp.ScriptedReceiver.staysSilent;
import static org.radiologygpt.routes.mllp.ScriptedReceiver.write;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.tls.ClientTls;
import org.radiologygpt.model.tls.ServerTls;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.routes.tls.Certificates;

/** A sender against receivers over real sockets. */
class MllpSenderTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void messages_go_over_one_connection_each_after_the_answer_to_the_last() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(answers("AA"));
                MllpSender sender = sender(receiver)) {
            List<CompletableFuture<Sent>> all = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(sender, "M" + i)))
                    .toList();
            assertThat(all).allSatisfy(sent -> assertThat(sent.join()).isInstanceOf(Sent.Accepted.class));
            assertThat(receiver.ids()).hasSize(40).doesNotHaveDuplicates();
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AA, '', Accepted",
        "CA, '', Accepted",
        "AE, '', Failed",
        "AE, 207, Failed",
        "CE, '', Failed",
        "AR, '', Refused",
        "AR, 200, Refused",
        "AR, 207, Failed",
        "CR, '', Refused",
        "XX, '', Failed",
        "'', '', Failed",
    })
    void each_code_of_acknowledgement_has_its_meaning_and_none_of_its_words_are_kept(
            String code, String condition, String meaning) {
        try (ScriptedReceiver receiver = new ScriptedReceiver(answers(code, condition));
                MllpSender sender = sender(receiver)) {
            Sent sent = send(sender, "M1");
            assertThat(sent.getClass().getSimpleName()).isEqualTo(meaning);
            assertThat(sent.toString()).doesNotContain("Roe").contains(condition.equals("207") ? "207" : "");
        }
    }

    @Test
    void error_ends_no_connection() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(answers("AE"), answers("AR"), answers("AA"));
                MllpSender sender = sender(receiver)) {
            assertThat(send(sender, "M1")).isInstanceOf(Sent.Failed.class);
            assertThat(send(sender, "M2")).isInstanceOf(Sent.Refused.class);
            assertThat(send(sender, "M3")).isInstanceOf(Sent.Accepted.class);
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request", "MSH|^~\\&|EHR\r", "MSA|AA|M1\r", ""})
    void answer_that_is_no_acknowledgement_ends_the_connection_and_the_message_goes_again_over_another(String garbage) {
        try (ScriptedReceiver receiver = new ScriptedReceiver(of(garbage), answers("AA"));
                MllpSender sender = sender(receiver)) {
            assertThat(send(sender, "M1")).isInstanceOf(Sent.Failed.class);
            untilAccepted(sender, "M1");
            assertThat(receiver.ids()).containsExactly("M1", "M1");
            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    @Test
    void bytes_outside_of_a_block_are_no_answer() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(
                        (id, socket) -> {
                            socket.getOutputStream().write("no block at all".getBytes(StandardCharsets.UTF_8));
                            socket.close();
                        },
                        answers("AA"));
                MllpSender sender = sender(receiver)) {
            assertThat(send(sender, "M1")).isInstanceOf(Sent.Failed.class);
            untilAccepted(sender, "M1");
        }
    }

    @Test
    void acknowledgement_of_another_message_ends_the_connection() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(of(ack("AA", "M9", "")), answers("AA"));
                MllpSender sender = sender(receiver)) {
            assertThat(send(sender, "M1"))
                    .isEqualTo(new Sent.Failed("the acknowledgement is of another message (MSA-2)"));
            untilAccepted(sender, "M1");
            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    @Test
    void second_acknowledgement_of_the_message_before_is_passed_over() {
        try (ScriptedReceiver receiver = new ScriptedReceiver((id, socket) -> {
                    write(socket, ack("CA", id, ""));
                    write(socket, ack("AA", id, ""));
                });
                MllpSender sender = sender(receiver)) {
            assertThat(List.of(send(sender, "M1"), send(sender, "M2"), send(sender, "M3")))
                    .allSatisfy(sent -> assertThat(sent).isInstanceOf(Sent.Accepted.class));
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void silent_receiver_is_given_up_and_the_late_answer_is_not_taken_for_another_message() {
        CountDownLatch late = new CountDownLatch(1);
        ScriptedReceiver.Act slow = (id, socket) -> {
            try {
                late.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            write(socket, ack("AA", id, ""));
        };
        try (ScriptedReceiver receiver = new ScriptedReceiver(slow, answers("AR"));
                MllpSender sender = MllpSender.to(target(receiver.port(), Duration.ofSeconds(1)))) {
            assertThat(send(sender, "M1")).isInstanceOf(Sent.Unavailable.class);
            late.countDown();
            await().atMost(LONG).until(() -> send(sender, "M2") instanceof Sent.Refused);
        }
    }

    @Test
    void connection_that_is_cut_or_reset_in_the_middle_is_not_taken_for_success() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(closes(), resets(), answers("AA"));
                MllpSender sender = sender(receiver)) {
            assertThat(send(sender, "M1"))
                    .isInstanceOfSatisfying(Sent.Unavailable.class, down -> assertThat(down.pause())
                            .isPositive());
            untilAccepted(sender, "M1");
            assertThat(receiver.ids()).containsExactly("M1", "M1", "M1");
        }
    }

    @Test
    void connection_that_was_closed_while_idle_is_opened_again_at_once() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(
                        (id, socket) -> {
                            write(socket, ack("AA", id, ""));
                            socket.close();
                        },
                        answers("AA"));
                MllpSender sender = sender(receiver)) {
            assertThat(send(sender, "M1")).isInstanceOf(Sent.Accepted.class);
            assertThat(send(sender, "M2")).isInstanceOf(Sent.Accepted.class);
            assertThat(receiver.connections()).isEqualTo(2);
        }
    }

    @Test
    void receiver_that_is_not_there_is_asked_less_and_less_often() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (MllpSender sender = MllpSender.to(target(port, Duration.ofSeconds(5)))) {
            Sent.Unavailable first = (Sent.Unavailable) send(sender, "M1");
            assertThat(first.pause()).isEqualTo(Duration.ofMillis(500));
            assertThat(first.why()).contains("ConnectException");
            await().atMost(LONG)
                    .until(() -> ((Sent.Unavailable) send(sender, "M1")).pause().compareTo(Duration.ofSeconds(1)) >= 0);
        }
    }

    @Test
    void closed_sender_sends_nothing() {
        try (ScriptedReceiver receiver = new ScriptedReceiver(staysSilent())) {
            MllpSender sender = sender(receiver);
            CompletableFuture<Sent> waiting = CompletableFuture.supplyAsync(() -> send(sender, "M1"));
            await().atMost(LONG).until(() -> receiver.ids().size() == 1);
            sender.close();
            assertThat(waiting.join()).isInstanceOf(Sent.Unavailable.class);
            assertThat(send(sender, "M2")).isInstanceOf(Sent.Unavailable.class);
            assertThat(receiver.ids()).containsExactly("M1");
        }
    }

    @Test
    void receiver_under_tls_is_trusted_by_its_authority_and_sees_our_certificate(@TempDir Path directory)
            throws Exception {
        Path theirs = Certificates.pkcs12(directory, "receiver", "EC");
        Path ours = Certificates.pkcs12(directory, "engine", "EC");
        SSLContext server = ServerTls.context(files(theirs, Optional.of(ours)));
        ServerSocket socket =
                server.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        ((SSLServerSocket) socket).setNeedClientAuth(true);
        SSLContext trusting = ClientTls.context(
                Optional.of(files(ours, Optional.empty())), Optional.of(theirs), Certificates.PASSWORD);
        SSLContext distrusting = ClientTls.context(Optional.empty(), Optional.empty(), "");
        try (ScriptedReceiver receiver = new ScriptedReceiver(socket, answers("AA"));
                MllpSender sender = MllpSender.to(secure("127.0.0.1", receiver.port(), trusting));
                MllpSender stranger = MllpSender.to(secure("127.0.0.1", receiver.port(), distrusting));
                MllpSender misled = MllpSender.to(secure("localhost", receiver.port(), trusting))) {
            assertThat(send(sender, "M1")).isInstanceOf(Sent.Accepted.class);
            assertThat(send(stranger, "M2")).isInstanceOf(Sent.Unavailable.class);
            assertThat(send(misled, "M3")).as("the certificate is of 127.0.0.1").isInstanceOf(Sent.Unavailable.class);
            assertThat(receiver.ids()).containsExactly("M1");
        }
    }

    private static TlsFiles files(Path pkcs12, Optional<Path> clients) {
        return new TlsFiles(pkcs12, Optional.empty(), Certificates.PASSWORD, clients);
    }

    private static MllpTarget secure(String host, int port, SSLContext tls) {
        return new MllpTarget(host, port, Optional.of(tls), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    private static void untilAccepted(MllpSender sender, String id) {
        await().atMost(LONG).until(() -> send(sender, id) instanceof Sent.Accepted);
    }

    private static Sent send(MllpSender sender, String id) {
        String message = "MSH|^~\\&|RADIOLOGY-GPT||||20260301||ORU^R01|" + id + "|P|2.5.1\rOBR|1\r";
        return sender.send(message.getBytes(StandardCharsets.UTF_8), id);
    }

    private static MllpSender sender(ScriptedReceiver receiver) {
        return MllpSender.to(target(receiver.port(), Duration.ofSeconds(60)));
    }

    private static MllpTarget target(int port, Duration answerTimeout) {
        return new MllpTarget("127.0.0.1", port, Optional.empty(), Duration.ofSeconds(30), answerTimeout);
    }
}
