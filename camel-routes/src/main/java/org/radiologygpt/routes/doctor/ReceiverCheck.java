package org.radiologygpt.routes.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Whether the receiver of drafts over MLLP takes a connection; nothing is sent. */
final class ReceiverCheck {
    private static final String SUBJECT = "MLLP receiver";

    private ReceiverCheck() {}

    static Check check(String host, int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            return Check.ok(SUBJECT, host + ":" + port + " takes connections");
        } catch (IOException e) {
            return Check.broken(
                    SUBJECT,
                    "no connection to " + host + ":" + port + " ("
                            + e.getClass().getSimpleName() + "); see receiver.host and receiver.port");
        }
    }
}
