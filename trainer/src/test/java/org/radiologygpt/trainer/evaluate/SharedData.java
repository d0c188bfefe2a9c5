package org.radiologygpt.trainer.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Public data that may lie beside the project and are never copied into it. */
public final class SharedData {
    private SharedData() {}

    public static Optional<Path> folder(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data").resolve(name))) {
                return Optional.of(at.resolve("shared/data").resolve(name));
            }
        }
        return Optional.empty();
    }
}
