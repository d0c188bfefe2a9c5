package org.radiologygpt.model.decode;

import java.nio.file.Files;
import java.nio.file.Path;

/** Third-party data beside the project; never inside it. */
public final class SharedData {
    private SharedData() {}

    /** A file under the nearest {@code shared/data} above the working directory; it may not exist. */
    public static Path find(String path) {
        Path here = Path.of("").toAbsolutePath();
        for (Path up = here; up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("shared/data"))) {
                return up.resolve("shared/data").resolve(path);
            }
        }
        return here.resolve("shared/data").resolve(path);
    }
}
