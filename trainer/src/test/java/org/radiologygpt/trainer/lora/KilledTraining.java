package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A training in a process of its own, to be killed: base, data, out, settings. */
final class KilledTraining {
    private KilledTraining() {}

    public static void main(String[] arguments) throws IOException {
        new Training(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Path.of(arguments[2]),
                        Optional.of(Path.of(arguments[3])),
                        System.out,
                        Clock.systemUTC())
                .run(true);
    }
}
