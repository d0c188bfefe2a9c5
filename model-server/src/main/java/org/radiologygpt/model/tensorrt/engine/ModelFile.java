package org.radiologygpt.model.tensorrt.engine;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The file that a call to DJL's {@code Model.load} means. */
final class ModelFile {
    private static final List<String> ENDINGS = List.of("", ".onnx", ".plan");

    private ModelFile() {}

    /**
     * The path itself where it is a file; else {@code prefix}, or without one {@code name}, the directory's name or
     * {@code model}, below it, each as it is, with {@code .onnx} or with {@code .plan}, in this order.
     *
     * @param prefix null for none, as DJL has it
     */
    static Path find(Path path, String prefix, String name) throws FileNotFoundException {
        if (Files.isRegularFile(path)) {
            return checked(path);
        }
        List<String> prefixes = prefix != null
                ? List.of(prefix)
                : Stream.of(name, String.valueOf(path.getFileName()), "model")
                        .filter(Objects::nonNull)
                        .toList();
        List<Path> tried = new ArrayList<>();
        prefixes.forEach(start -> ENDINGS.forEach(ending -> tried.add(path.resolve(start + ending))));
        for (Path file : tried) {
            if (Files.isRegularFile(file)) {
                return checked(file);
            }
        }
        throw new FileNotFoundException("no .onnx or .plan file of " + prefixes + " is in " + path);
    }

    static boolean isPlan(Path file) {
        return file.toString().endsWith(".plan");
    }

    private static Path checked(Path file) throws FileNotFoundException {
        if (!isPlan(file) && !file.toString().endsWith(".onnx")) {
            throw new FileNotFoundException(file + " is neither .onnx nor .plan");
        }
        return file;
    }
}
