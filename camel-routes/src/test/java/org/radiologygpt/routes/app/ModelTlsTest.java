package org.radiologygpt.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.tls.ServerTls;
import org.radiologygpt.model.tls.TlsFiles;
import org.radiologygpt.routes.draft.ModelException;
import org.radiologygpt.routes.draft.ModelServers;
import org.radiologygpt.routes.draft.Resilience;
import org.radiologygpt.routes.tls.Certificates;

/** Model servers that ask for a certificate and a token. */
class ModelTlsTest {
    @TempDir
    Path directory;

    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path own;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        Path shown = Certificates.pkcs12(directory, "server", "EC");
        own = Certificates.pkcs12(directory, "engine", "EC");
        Path trusted = Certificates.certificate(own);
        SSLContext tls =
                ServerTls.context(new TlsFiles(shown, Optional.empty(), Certificates.PASSWORD, Optional.of(trusted)));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = tls.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        server.createContext("/v1/models", exchange -> send(exchange, "{\"data\":[{\"id\":\"demo\"}]}"));
        server.createContext("/v1/completions", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, "{\"model\":\"demo\",\"choices\":[{\"text\":\"clear\",\"finish_reason\":\"stop\"}]}");
        });
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void server_with_a_certificate_of_its_own_is_shown_ours_and_the_token_of_its_line() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), address() + " s3cret");
        ModelConfig config = load(
                "model.tls-authorities=" + Certificates.certificate(directory.resolve("server.p12")),
                "model.tls-certificate=" + Certificates.certificate(own),
                "model.tls-key=" + Certificates.key(own),
                "model.token-file=" + token);
        try (ModelServers servers = servers(config)) {
            assertThat(servers.complete("prompt").text()).isEqualTo("clear");
        }
        assertThat(tokens).containsExactly("Bearer s3cret");
    }

    @Test
    void unknown_server_and_engine_without_certificate_get_no_prompt_through() throws Exception {
        ModelConfig untrusting = load();
        ModelConfig nameless =
                load("model.tls-authorities=" + Certificates.certificate(directory.resolve("server.p12")));
        for (ModelConfig config : List.of(untrusting, nameless)) {
            try (ModelServers servers = servers(config)) {
                assertThatThrownBy(() -> servers.complete("prompt")).isInstanceOf(ModelException.class);
            }
        }
        assertThat(tokens).isEmpty();
    }

    private static ModelServers servers(ModelConfig config) {
        return new ModelServers(config.client(), config.servers(), Resilience.defaults(), Clock.systemUTC());
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private ModelConfig load(String... sets) {
        List<String> all = Stream.concat(
                        Stream.of("model.servers=https://" + address(), "model.name=demo"), Stream.of(sets))
                .toList();
        return EngineConfig.load(Optional.empty(), Map.of(), all).model();
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
