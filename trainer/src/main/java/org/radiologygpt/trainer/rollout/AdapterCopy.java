package org.radiologygpt.trainer.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.ModelDigest;

/** Copies of adapter directories that are there whole and on the disk, or not. */
public final class AdapterCopy {
    private static final List<String> KINDS = List.of(".safetensors", ".json", ".jinja", ".model", ".md", ".xml");

    private AdapterCopy() {}

    /** What a copy gets beside the adapter's files before it appears. */
    @FunctionalInterface
    public interface Addition {
        void write(Path partial) throws IOException;
    }

    /**
     * Copies the files of an adapter directory to a place where there is nothing yet; it appears there whole and on the disk.
     *
     * @param adapter digest that the copy must have
     */
    public static void make(Path from, Path to, String adapter, Addition more) throws IOException {
        Files.createDirectories(to.getParent());
        Path partial = to.resolveSibling("." + to.getFileName() + "." + UUID.randomUUID() + ".partial");
        Files.createDirectory(partial);
        try {
            copyFiles(from, partial);
            if (!ModelDigest.of(partial).equals(adapter)) {
                throw new RollOutException("the adapter's files are not those that were decided on: run promote again");
            }
            more.write(partial);
            Forced.filesOf(partial);
            Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (RuntimeException | IOException e) {
            delete(partial);
            throw e;
        }
        Forced.names(to.getParent());
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String called = file.getFileName().toString();
                if (KINDS.stream().anyMatch(called::endsWith)) {
                    Files.copy(file, to.resolve(called));
                }
            }
        }
    }

    /** Deletes a copy, where there is one. */
    public static void delete(Path copy) throws IOException {
        if (!Files.isDirectory(copy)) {
            return;
        }
        try (Stream<Path> files = Files.list(copy)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(copy);
    }
}
