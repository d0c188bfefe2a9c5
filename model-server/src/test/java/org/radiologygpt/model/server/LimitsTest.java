package org.radiologygpt.model.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.TestDecoder;

/** What one sender may take of the server. */
@Timeout(120)
class LimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HEAD = "POST /v1/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n";

    @Test
    void header_over_the_limit_is_refused() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = server.client.send(
                    server.request("/v1/models")
                            .header("X-Long", "a".repeat(Door.HEADER_BYTES))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(431);
        }
    }

    @Test
    void silent_connection_is_closed() throws Exception {
        try (TestServer server = TestServer.startImpatient(TestDecoder.echo(1, 64));
                Socket socket = connect(server)) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void header_that_comes_a_byte_at_a_time_does_not_hold_its_connection() throws Exception {
        try (TestServer server = TestServer.startImpatient(TestDecoder.echo(1, 64));
                Socket socket = connect(server)) {
            assertThat(drip(socket, HEAD.repeat(1_000))).isEmpty();
        }
    }

    @Test
    void body_that_comes_a_byte_at_a_time_is_refused() throws Exception {
        try (TestServer server = TestServer.startImpatient(TestDecoder.echo(1, 64));
                Socket socket = connect(server)) {
            socket.getOutputStream()
                    .write(HEAD.replace("40", "4000").concat("\r\n").getBytes(US_ASCII));
            assertThat(drip(socket, "{".repeat(4_000))).contains("408", "request_timeout");
        }
    }

    @Test
    void senders_that_never_end_take_no_thread() throws Exception {
        try (TestServer server = TestServer.start()) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Socket socket = connect(server);
                socket.getOutputStream().write((HEAD + "\r\n{").getBytes(US_ASCII));
                slow.add(socket);
            }
            assertThat(server.post("/v1/completions", "{'model':'demo','prompt':'[abc]|'}")
                            .statusCode())
                    .isEqualTo(200);
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void connections_over_the_limit_wait_until_others_are_closed() throws Exception {
        Door.Limits limits = new Door.Limits(Duration.ofSeconds(30), 4);
        try (TestServer server = TestServer.start(TestDecoder.echo(1, 64), 1, limits)) {
            List<Socket> held = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket socket = connect(server);
                assertThat(status(socket)).isEqualTo(200);
                held.add(socket);
            }
            try (Socket fifth = connect(server)) {
                fifth.setSoTimeout(300);
                fifth.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                assertThat(answered(fifth)).isFalse();
                for (Socket socket : held) {
                    socket.close();
                }
                await().atMost(PATIENCE).until(() -> answered(fifth));
            }
        }
    }

    private static Socket connect(TestServer server) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", server.server.port()));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, US_ASCII).substring(9));
    }

    private static boolean answered(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a byte every tenth of a second until the server answers or closes the connection. */
    private static String drip(Socket socket, String text) throws IOException {
        socket.setSoTimeout(100);
        StringBuilder answer = new StringBuilder();
        for (byte next : text.getBytes(US_ASCII)) {
            try {
                if (answer.isEmpty()) {
                    socket.getOutputStream().write(next);
                }
                int read = socket.getInputStream().read();
                if (read < 0) {
                    return answer.toString();
                }
                answer.append((char) read);
            } catch (SocketTimeoutException e) {
                // It still waits.
            } catch (IOException e) {
                return answer.toString();
            }
        }
        throw new IOException("the server took it all");
    }
}
