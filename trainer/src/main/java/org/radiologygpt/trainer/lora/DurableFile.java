package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.radiologygpt.model.weights.SafetensorsWriter;

/**
 * Files that are there whole or as they were: written beside their place as {@code NAME.part}, forced to the disk, renamed.
 * Where writing fails the part is deleted, so that it does not hold the space that is lacking.
 */
final class DurableFile {
    private DurableFile() {}

    /** What fills a file. */
    @FunctionalInterface
    interface Content {
        void write(Path part) throws IOException;
    }

    static void write(Path file, String text) throws IOException {
        write(file, part -> Files.writeString(part, text, StandardCharsets.UTF_8));
    }

    static void write(Path file, Content content) throws IOException {
        Path part = part(file);
        try {
            content.write(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw withoutPart(part, e);
        }
        forceDirectory(file);
    }

    /** Tensors; their writer makes the same part and forces it. */
    static void write(Path file, SafetensorsWriter tensors) throws IOException {
        try {
            tensors.write(file);
        } catch (IOException e) {
            throw withoutPart(part(file), e);
        }
        forceDirectory(file);
    }

    static void copy(Path from, Path to) throws IOException {
        write(to, part -> Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Adds to the end of a file. */
    static void append(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static IOException withoutPart(Path part, IOException failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** A rename lasts when its directory is on the disk; where a system has no such call, it does it by itself. */
    private static void forceDirectory(Path file) {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Windows opens no directories.
        }
    }
}
