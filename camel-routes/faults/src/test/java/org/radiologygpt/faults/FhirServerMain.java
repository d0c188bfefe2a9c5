package org.radiologygpt.faults;

import java.io.IOException;
import java.nio.file.Path;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** The embedded FHIR server as a process: directory and port. Ends when its input ends. */
public final class FhirServerMain {
    private FhirServerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedFhirServer.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        while (System.in.read() >= 0) {
            // the test holds our input open
        }
        Runtime.getRuntime().halt(0);
    }
}
