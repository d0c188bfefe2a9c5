package org.radiologygpt.trainer.rollout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** What is on the disk and outlives the machine's power. */
final class Forced {
    private Forced() {}

    static void file(Path file) throws IOException {
        OpenOption option = Files.isWritable(file) ? StandardOpenOption.WRITE : StandardOpenOption.READ;
        try (FileChannel channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }

    /** All files of a directory, and their names. */
    static void filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                file(file);
            }
        }
        names(directory);
    }

    /** The names in a directory, after a rename there. */
    static void names(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no directories, and does it by itself.
        }
    }
}
