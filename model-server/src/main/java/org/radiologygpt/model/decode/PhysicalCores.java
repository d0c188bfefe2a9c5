package org.radiologygpt.model.decode;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Physical cores this process may use: a second hyper-thread of a core gains nothing in matrix products. */
final class PhysicalCores {
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");

    private PhysicalCores() {}

    static int count() {
        return count(CPUS, Runtime.getRuntime().availableProcessors());
    }

    /** The processors available, or fewer where Linux says that some share a core. */
    static int count(Path cpus, int available) {
        Set<String> cores = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(cpus, "cpu[0-9]*")) {
            for (Path cpu : entries) {
                cores.add(Files.readString(cpu.resolve("topology/thread_siblings_list"))
                        .strip());
            }
        } catch (IOException e) {
            return available;
        }
        return cores.isEmpty() ? available : Math.min(available, cores.size());
    }
}
