package org.radiologygpt.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.generate.TestDecoder;
import org.radiologygpt.model.tls.TlsFiles;

@Timeout(120)
class TlsTest {
    @TempDir
    private Path directory;

    private TestAuthority hospital;

    @BeforeEach
    void make_an_authority() throws Exception {
        hospital = new TestAuthority(directory, "hospital");
    }

    @Test
    void connections_are_encrypted_and_clients_need_no_certificate_unless_asked_for() throws Exception {
        try (TestServer server = start(Optional.empty())) {
            assertThat(get(server, hospital.client(), "/v1/models").statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> server.get("/v1/models")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void only_clients_with_a_certificate_of_the_authority_are_served_under_v1() throws Exception {
        TestAuthority stranger = new TestAuthority(directory, "stranger");
        try (TestServer server = start(Optional.of(hospital.certificate()))) {
            SSLContext engine = hospital.client(hospital, "engine");
            assertThat(get(server, engine, "/v1/models").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = get(server, hospital.client(), "/v1/models");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("client_certificate_required");
            assertThat(get(server, hospital.client(), "/health/ready").statusCode())
                    .isEqualTo(200);
            assertThat(get(server, hospital.client(), "/metrics").statusCode()).isEqualTo(200);
            SSLContext unknown = hospital.client(stranger, "visitor");
            assertThatThrownBy(() -> get(server, unknown, "/health/ready")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void each_bad_file_is_told_in_one_sentence() throws Exception {
        Path certificate = hospital.certificate("server");
        Path key = hospital.key("server");
        Path text = Files.writeString(directory.resolve("text.pem"), "SECRET");
        Path encrypted = Files.writeString(
                directory.resolve("encrypted.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nSECRET\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nSECR\n-----END CERTIFICATE-----\n");
        Path none = directory.resolve("none.pem");
        refused(new TlsFiles(none, Optional.of(key), "", Optional.empty()), "none.pem cannot be read");
        refused(new TlsFiles(text, Optional.of(key), "", Optional.empty()), "text.pem holds no line BEGIN CERTIFICATE");
        refused(new TlsFiles(broken, Optional.of(key), "", Optional.empty()), "broken.pem holds a certificate that");
        refused(new TlsFiles(certificate, Optional.of(none), "", Optional.empty()), "none.pem cannot be read");
        refused(new TlsFiles(certificate, Optional.of(encrypted), "", Optional.empty()), "openssl pkcs8");
        refused(
                new TlsFiles(certificate, Optional.of(hospital.key("other")), "", Optional.empty()),
                "other-key.pem holds a key that does not belong to the first certificate in");
        refused(new TlsFiles(certificate, Optional.of(key), "", Optional.of(text)), "text.pem holds no line");
    }

    private static void refused(TlsFiles files, String message) {
        TestDecoder decoder = TestDecoder.echo(1, 64);
        assertThatThrownBy(() -> TestServer.start(decoder, 1, ServerOptions.DEFAULT.withTls(Optional.of(files)))
                        .close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("SECR");
    }

    private TestServer start(Optional<Path> clients) throws Exception {
        TlsFiles files = new TlsFiles(hospital.certificate("server"), Optional.of(hospital.key("server")), "", clients);
        return TestServer.start(TestDecoder.echo(1, 64), 1, ServerOptions.DEFAULT.withTls(Optional.of(files)));
    }

    private static HttpResponse<String> get(TestServer server, SSLContext context, String path) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        return client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.server.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
