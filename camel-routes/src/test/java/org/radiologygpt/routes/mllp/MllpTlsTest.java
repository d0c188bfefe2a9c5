package org.radiologygpt.routes.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.hl7v2.AckMode;
import org.radiologygpt.hl7v2.AdmissionReader;
import org.radiologygpt.model.tls.ServerTls;
import org.radiologygpt.model.tls.TlsException;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.mllp.MllpSettings.Limits;
import org.radiologygpt.routes.mllp.ReceptionPolicy.OtherMessages;
import org.radiologygpt.routes.tls.Certificates;

class MllpTlsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void sender_with_a_trusted_certificate_is_served_from_pem_files(String algorithm) throws Exception {
        Path server = Certificates.pkcs12(directory, "server", algorithm);
        Path sender = Certificates.pkcs12(directory, "sender", algorithm);
        TlsFiles files = new TlsFiles(
                Certificates.certificate(server),
                Optional.of(Certificates.key(server)),
                "",
                Optional.of(Certificates.certificate(sender)));
        try (MllpListener listener = start(files);
                MllpClient client = new MllpClient(connect(listener.port(), sender, server))) {
            client.send(MllpClient.oru("A1"), MllpClient.oru("A2"));
            assertThat(client.acks(2)).containsExactly("AA M-A1", "AA M-A2");
        }
    }

    @Test
    void sender_without_a_trusted_certificate_is_turned_away() throws Exception {
        Path server = Certificates.pkcs12(directory, "server", "EC");
        Path sender = Certificates.pkcs12(directory, "sender", "EC");
        Path stranger = Certificates.pkcs12(directory, "stranger", "EC");
        TlsFiles files = new TlsFiles(server, Optional.empty(), Certificates.PASSWORD, Optional.of(sender));
        try (MllpListener listener = start(files)) {
            try (MllpClient client = new MllpClient(connect(listener.port(), stranger, server))) {
                assertThatThrownBy(() -> {
                            client.send(MllpClient.oru("A1"));
                            assertThat(client.answer()).isNotEmpty();
                        })
                        .isInstanceOfAny(IOException.class, AssertionError.class);
            }
            await().until(() -> closed("tls") == 1);
            try (MllpClient plain = MllpClient.connect(listener.port())) {
                plain.send(MllpClient.oru("A1"));
                plain.halfClose();
                await().until(() -> closed("tls") == 2);
            }
            try (MllpClient client = new MllpClient(connect(listener.port(), sender, server))) {
                client.send(MllpClient.oru("A2"));
                assertThat(client.ack()).isEqualTo("AA M-A2");
            }
        }
    }

    @Test
    void sender_that_does_not_finish_the_handshake_is_let_go() throws Exception {
        Path server = Certificates.pkcs12(directory, "server", "EC");
        TlsFiles files = new TlsFiles(server, Optional.empty(), Certificates.PASSWORD, Optional.empty());
        try (MllpListener listener = start(files, Duration.ofMillis(300));
                Socket silent = new Socket("127.0.0.1", listener.port())) {
            silent.getOutputStream().write(0x16);
            await().until(() ->
                    registry.get("radiology.mllp.connections").gauge().value() == 0
                            && closed("tls") + closed("broken") == 1);
        }
    }

    @Test
    void files_that_cannot_be_used_are_named_without_their_content() throws Exception {
        Path server = Certificates.pkcs12(directory, "server", "RSA");
        Path wrong = Files.writeString(directory.resolve("wrong.pem"), "-----BEGIN RSA PRIVATE KEY-----\nabc");
        Path certificate = Certificates.certificate(server);
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(certificate, Optional.of(wrong), "", Optional.empty())))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("wrong.pem")
                .hasMessageContaining("openssl pkcs8")
                .hasMessageNotContaining("abc");
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(server, Optional.empty(), "hunter2", Optional.empty())))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> ServerTls.context(new TlsFiles(wrong, Optional.empty(), "", Optional.empty())))
                .hasMessageContaining("BEGIN CERTIFICATE");
    }

    private MllpListener start(TlsFiles files) throws IOException {
        return start(files, Duration.ofSeconds(20));
    }

    private MllpListener start(TlsFiles files, Duration frameTimeout) throws IOException {
        Limits limits = new Limits(
                100_000, 4, 16, frameTimeout, Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(10));
        MllpSettings settings = new MllpSettings(
                "127.0.0.1",
                0,
                Optional.of(ServerTls.context(files)),
                files.clients().isPresent(),
                limits,
                AckMode.STANDARD,
                Unavailable.CLOSE);
        return MllpListener.start(
                settings,
                new AdmissionReader(SourceProfiles.defaults()),
                new ReceptionPolicy("oru", Optional.empty(), "errors", OtherMessages.REJECT),
                MemoryIntake.atOnce(),
                registry,
                Clock.systemUTC());
    }

    /** A sender's own certificate, and the one server that it trusts. */
    private static Socket connect(int port, Path own, Path trusted) throws Exception {
        SSLContext context =
                ServerTls.context(new TlsFiles(own, Optional.empty(), Certificates.PASSWORD, Optional.of(trusted)));
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private double closed(String reason) {
        return registry.counter("radiology.mllp.closed", "reason", reason).count();
    }
}
