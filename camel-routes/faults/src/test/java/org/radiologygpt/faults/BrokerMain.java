package org.radiologygpt.faults;

import java.io.IOException;
import java.nio.file.Path;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;

/** A broker as a process: directory and port. SIGTERM stops it in order; ends when its input ends. */
public final class BrokerMain {
    static final int MAX_MESSAGE_BYTES = 67_108_864;

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), MAX_MESSAGE_BYTES);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        while (System.in.read() >= 0) {
            // the test holds our input open
        }
        Runtime.getRuntime().halt(0);
    }
}
