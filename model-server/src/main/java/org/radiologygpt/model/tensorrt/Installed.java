package org.radiologygpt.model.tensorrt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * NVIDIA's libraries of a machine.
 *
 * @param driver its version as the name of its file tells it, {@code 580.159.03}; the file's name where that tells none
 * @param tensorRt its version, as {@code 10.6.0}
 * @param libraries the files, in the order in which they are to be opened; the ONNX parser, last, may be missing
 */
public record Installed(String driver, String tensorRt, List<Path> libraries) {
    public Installed {
        libraries = List.copyOf(libraries);
    }

    static Optional<Installed> in(LibraryPath path) {
        List<Path> files = new ArrayList<>();
        List<String> needed = Stream.of(
                        List.of(GpuProbe.DRIVER, GpuProbe.RUNTIME), TensorRtFiles.BOUND, List.of(TensorRtFiles.NVINFER))
                .flatMap(List::stream)
                .toList();
        needed.forEach(soname -> path.find(soname).ifPresent(files::add));
        Optional<String> version = path.find(TensorRtFiles.NVINFER).flatMap(TensorRtFiles::version);
        if (files.size() < needed.size() || version.isEmpty()) {
            return Optional.empty();
        }
        Path driver = files.get(0);
        path.find(TensorRtFiles.PARSER).ifPresent(files::add);
        return Optional.of(new Installed(driverVersion(driver), version.get(), files));
    }

    /** {@code libcuda.so.1} links to {@code libcuda.so.580.159.03}. */
    private static String driverVersion(Path soname) {
        try {
            return soname.toRealPath().getFileName().toString().replaceFirst("^libcuda\\.so\\.", "");
        } catch (IOException e) {
            return soname.getFileName().toString();
        }
    }
}
