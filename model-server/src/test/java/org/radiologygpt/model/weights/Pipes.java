package org.radiologygpt.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Named pipes, which Java cannot make itself; also for tests of other packages. */
public final class Pipes {
    private Pipes() {}

    public static void make(Path pipe) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .as("mkfifo")
                .isZero();
    }
}
