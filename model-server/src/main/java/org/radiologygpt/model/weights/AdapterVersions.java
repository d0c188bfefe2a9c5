package org.radiologygpt.model.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The layout of a directory that keeps the versions of one adapter: {@code versions/N} for each, and the file
 * {@code current} with the number of the one in use, replaced as a whole.
 */
public final class AdapterVersions {
    private static final String POINTER = "current";

    private AdapterVersions() {}

    /** The file that names the version in use. */
    public static Path pointer(Path directory) {
        return directory.resolve(POINTER);
    }

    /** The directory of one version. */
    public static Path version(Path directory, int number) {
        return directory.resolve("versions").resolve(Integer.toString(number));
    }

    /**
     * The version in use, or the directory itself where it keeps none.
     *
     * @throws ModelFormatException where {@code current} names no version
     */
    public static Path current(Path directory) {
        Path pointer = pointer(directory);
        if (!Files.isRegularFile(pointer)) {
            return directory;
        }
        try {
            Path version = version(
                    directory, Integer.parseInt(Files.readString(pointer).strip()));
            if (Files.isDirectory(version)) {
                return version;
            }
        } catch (IOException | NumberFormatException e) {
            // Told below.
        }
        throw new ModelFormatException("the file current of " + directory.getFileName() + " names no version of it");
    }
}
