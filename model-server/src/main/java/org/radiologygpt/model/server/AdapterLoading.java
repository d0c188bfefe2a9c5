package org.radiologygpt.model.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.radiologygpt.model.generate.AdaptedModel;
import org.radiologygpt.model.weights.AdapterVersions;

/**
 * Leave to load adapters over HTTP.
 *
 * @param root real path of the directory below which they must lie
 * @param model the base model that gets them
 */
record AdapterLoading(Path root, AdaptedModel model) {

    static AdapterLoading below(Path directory, AdaptedModel model) {
        try {
            Path root = directory.toRealPath();
            if (Files.isDirectory(root)) {
                return new AdapterLoading(root, model);
            }
        } catch (IOException e) {
            // Told below, as what is no directory.
        }
        throw new IllegalArgumentException("adapters are to be loaded from " + directory + ", which is no directory");
    }

    /**
     * The adapter directory that a request names, absolute or from the root.
     *
     * @throws ApiError where it or one of its files, symbolic links followed, does not lie below the root, the same
     *     whether there is such a directory elsewhere or not; or where it waits to be signed off
     */
    Path resolve(String given) {
        Path directory = below(given);
        if (!directory.getParent().equals(root) && AdapterVersions.waits(directory)) {
            throw ApiError.field("lora_path", "lora_path names an adapter that nobody signed off yet");
        }
        return directory;
    }

    private Path below(String given) {
        try {
            Path directory = root.resolve(given).toRealPath();
            if (!directory.equals(root) && directory.startsWith(root) && allBelow(directory)) {
                return directory;
            }
        } catch (IOException | InvalidPathException e) {
            // Told below.
        }
        throw ApiError.field("lora_path", "lora_path names no directory below the one adapters may be loaded from");
    }

    private boolean allBelow(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                if (!entry.toRealPath().startsWith(root)) {
                    return false;
                }
            }
        }
        return true;
    }
}
