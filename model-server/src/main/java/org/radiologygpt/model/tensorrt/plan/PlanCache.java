package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of plans, one for each key, each with its digest beside it in the form of {@code sha256sum}. A plan is
 * machine code that TensorRT runs, so one without its digest, or with another, is never handed out but built anew.
 * Processes that share the directory build one after the other; within a process the caller lets one thread in.
 */
final class PlanCache {
    private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);

    private final Path directory;

    /** Writes a plan. */
    interface Builder {
        /** @return the digest of what was written */
        String build(Path file) throws IOException;
    }

    PlanCache(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** The plan of a key, built when it is not there whole. */
    Path obtain(String key, Builder builder) throws IOException {
        Path plan = file(key, ".plan");
        if (!isWhole(plan)) {
            storeAlone(plan, builder);
        }
        return plan;
    }

    /** A file beside the plan of a key, as its log. */
    Path file(String key, String suffix) {
        return directory.resolve(key + suffix);
    }

    /** One lock for all keys: they share the measured times, and two builds would spoil each other's measurements. */
    private void storeAlone(Path plan, Builder builder) throws IOException {
        Path file = directory.resolve("build.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (isWhole(plan)) {
                return;
            }
            if (Files.exists(plan)) {
                LOG.warn("{} does not have its digest and is built anew", plan);
            }
            store(plan, builder);
        }
    }

    private static void store(Path plan, Builder builder) throws IOException {
        Path part = plan.resolveSibling(plan.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            String digest = builder.build(part);
            // The plan first: until its digest follows it is not trusted.
            Files.move(part, plan, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(part, line(digest, plan));
            Files.move(part, sum(plan), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean isWhole(Path plan) throws IOException {
        return Files.isRegularFile(plan)
                && Files.isRegularFile(sum(plan))
                && Files.readString(sum(plan)).equals(line(FileDigest.of(plan), plan));
    }

    private static Path sum(Path plan) {
        return plan.resolveSibling(plan.getFileName() + ".sha256");
    }

    private static String line(String digest, Path plan) {
        return digest + "  " + plan.getFileName() + "\n";
    }
}
