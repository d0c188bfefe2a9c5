package org.radiologygpt.routes.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.radiologygpt.routes.draft.StubModelServer;

/** A model server that writes the same impression after 25 ms each time, as a process: port. The fault run is about messages, not words. */
public final class ModelServerMain {
    private ModelServerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        StubModelServer server = new StubModelServer(Integer.parseInt(arguments[0]));
        server.answer = prompt -> {
            LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
            return StubModelServer.Reply.text("No acute abnormality.", "stop");
        };
        new CountDownLatch(1).await();
    }
}
