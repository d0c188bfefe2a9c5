package org.radiologygpt.routes.faults;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** The embedded FHIR server as a process: directory and port. */
public final class FhirServerMain {
    private FhirServerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedFhirServer.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        new CountDownLatch(1).await();
    }
}
