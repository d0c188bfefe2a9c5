package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of this process as Linux counts it (proc(5)), in bytes; elsewhere there is none. */
final class ResidentMemory {
    private static final Path SELF = Path.of("/proc/self");

    private ResidentMemory() {}

    static OptionalLong now() {
        return field("VmRSS:");
    }

    /** The most since {@link #beginPeak}. */
    static OptionalLong peak() {
        return field("VmHWM:");
    }

    /** Forgets the peak so far; the JVM's garbage goes first, so that it is not counted for what comes. */
    static void beginPeak() {
        System.gc();
        try {
            Files.writeString(SELF.resolve("clear_refs"), "5");
        } catch (IOException e) {
            // Then the peak is that of the whole process, which is no less.
        }
    }

    private static OptionalLong field(String name) {
        try {
            return Files.readAllLines(SELF.resolve("status")).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
