package org.radiologygpt.model.gpu.tensorrt;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.model.tensorrt.plan.Profile;

/** Keeps the graph itself as the plan, with the weights that it names. */
final class CopiedPlans implements Planner {
    private final Path directory;
    final List<Profile> profiles = new ArrayList<>();
    Optional<EngineException> failing = Optional.empty();
    private int count;

    CopiedPlans(Path directory) {
        this.directory = directory;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public synchronized Path planOf(Path onnx, List<Profile> wanted) throws IOException {
        failing.ifPresent(failure -> {
            throw failure;
        });
        profiles.addAll(wanted);
        Path copy = Files.createDirectories(directory.resolve("plan-" + count++));
        try (Stream<Path> files = Files.list(onnx.getParent())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy.resolve(onnx.getFileName());
    }
}
