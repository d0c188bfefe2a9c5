package org.radiologygpt.model.bench.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes a directory of our own away. */
final class Removal {
    private Removal() {}

    static void of(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.walk(directory)) {
            all = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : all) {
            Files.delete(entry);
        }
    }
}
