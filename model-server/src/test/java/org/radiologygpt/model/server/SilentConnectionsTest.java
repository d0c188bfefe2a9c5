package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SilentConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than a test. */
    private static final Duration MOST = Duration.ofHours(1);

    private final Server server = new Server();
    private ServerConnector connector;

    @BeforeEach
    void listen() throws Exception {
        connector = Door.of(server, ServerOptions.DEFAULT.withAddress("127.0.0.1", 0), new Door.Limits(MOST, 16));
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void closed_connection_is_let_go_before_its_time() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watched()).isZero());
    }

    @Test
    void open_connection_is_watched() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.getOutputStream().write('G');
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(watched()).isEqualTo(1));
        }
    }

    private int watched() {
        return connector.getBean(SilentConnections.class).watched();
    }
}
