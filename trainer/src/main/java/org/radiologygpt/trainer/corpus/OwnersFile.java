package org.radiologygpt.trainer.corpus;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that only its owner may read, written beside its place and put there whole: until then, and where writing fails,
 * what was there before stays.
 */
public final class OwnersFile implements AutoCloseable {
    private final Path file;
    private final Path partial;

    private OwnersFile(Path file, Path partial) {
        this.file = file;
        this.partial = partial;
    }

    /** Makes a partial file {@code .NAME.NUMBER.partial}, so that two runs do not write into one; a killed run leaves its own. */
    public static OwnersFile create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Path partial = Files.createTempFile(folder, "." + file.getFileName() + ".", ".partial", ownersOnly(folder));
        return new OwnersFile(file, partial);
    }

    /** Where to write. */
    public Path partial() {
        return partial;
    }

    /** Puts what was written in its place. */
    public void commit() throws IOException {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Drops what was not committed. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(partial);
    }

    /** Windows keeps permissions in another way; there the folder's hold. */
    private static FileAttribute<?>[] ownersOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
