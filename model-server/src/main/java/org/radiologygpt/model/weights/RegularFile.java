package org.radiologygpt.model.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of directories that somebody else fills. A named pipe in the place of one would be waited for until somebody writes
 * to it, and a device may have no end: only regular files are opened.
 */
public final class RegularFile {
    private RegularFile() {}

    /**
     * The same file, to be opened; links are followed. One that is not there passes: who opens it tells.
     *
     * @throws ModelFormatException where it is there and no regular file
     */
    static Path checked(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ModelFormatException(file.getFileName() + " is no regular file");
        }
        return file;
    }

    /**
     * All bytes.
     *
     * @throws ModelFormatException where it is there and no regular file
     */
    public static byte[] read(Path file) throws IOException {
        return Files.readAllBytes(checked(file));
    }
}
