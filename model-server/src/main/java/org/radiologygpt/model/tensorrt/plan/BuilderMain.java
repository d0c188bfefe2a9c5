package org.radiologygpt.model.tensorrt.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The process in which a plan is built. */
final class BuilderMain {
    private static final int ORPHANED = 3;

    private BuilderMain() {}

    public static void main(String[] arguments) throws IOException {
        run(new BoundBuilder());
    }

    /** Reads the request, builds, answers and ends the JVM. */
    static void run(NativeBuilder builder) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        BuildRequest request = BuildRequest.read(in);
        Thread watch = new Thread(() -> endWith(in), "parent");
        watch.setDaemon(true);
        watch.start();
        new EngineBuild(builder).run(request).write(request.answer());
        // Not exit: nothing of the libraries is to be taken down once the answer is written.
        Runtime.getRuntime().halt(0);
    }

    /** The pipe closes when the other JVM ends, whatever ends it. */
    private static void endWith(BufferedReader in) {
        try {
            while (in.read() >= 0) {
                // Nothing more is expected.
                continue;
            }
        } catch (IOException e) {
            // As the end of the pipe.
            System.err.println("standard input broke: " + e.getMessage());
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
