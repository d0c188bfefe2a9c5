package org.radiologygpt.model.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is there whole or not at all: written beside its place, then renamed. */
final class NewDirectory {
    private NewDirectory() {}

    interface Filling {
        void into(Path directory) throws IOException;
    }

    /**
     * Writes a directory.
     *
     * @throws IOException where there is something of its name already, or it cannot be written; nothing is left then
     */
    static void write(Path directory, Filling filling) throws IOException {
        Path place = directory.toAbsolutePath().normalize();
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is there already, and nothing is overwritten");
        }
        Path partial = place.resolveSibling(place.getFileName() + ".part");
        create(partial);
        try {
            filling.into(partial);
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            delete(partial);
            throw e;
        }
    }

    private static void create(Path partial) throws IOException {
        Files.createDirectories(partial.getParent());
        try {
            Files.createDirectory(partial);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    partial.getFileName() + " is there: another command writes it, or one was killed; delete it then",
                    e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.delete(entry);
            }
        }
    }
}
