package org.radiologygpt.model.tensorrt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.model.tensorrt.Finding.Found;
import org.radiologygpt.model.tensorrt.Finding.Missing;
import org.radiologygpt.model.tensorrt.Finding.Unasked;

/** TensorRT's libraries by their files: what is installed and of which version, without opening any. */
final class TensorRtFiles {
    private static final String NVINFER = "libnvinfer.so.10";
    private static final String PARSER = "libnvonnxparser.so.10";
    private static final String RESOURCE = "libnvinfer_builder_resource";
    private static final Pattern VERSION = Pattern.compile("libnvinfer\\.so\\.(10\\.(\\d{1,3})\\.\\d{1,3})");
    private static final int LEAST_MINOR = 6;

    /** NEEDED by the bindings of cuBLAS, cuDNN and NVRTC, which those of TensorRT load (presets of 10.6-1.5.11). */
    private static final List<String> BOUND = List.of(
            "libcublas.so.12",
            "libcublasLt.so.12",
            "libcudnn_cnn.so.9",
            "libcudnn_adv.so.9",
            "libcudnn_ops.so.9",
            "libcudnn_graph.so.9",
            "libnvrtc.so.12");

    private final LibraryPath libraries;

    TensorRtFiles(LibraryPath libraries) {
        this.libraries = libraries;
    }

    List<Finding> findings(List<Gpu> gpus) {
        Optional<Path> file = libraries.find(NVINFER);
        Optional<String> version = file.flatMap(TensorRtFiles::version);
        List<Finding> findings = new ArrayList<>();
        findings.add(library(file, version));
        findings.add(resource(version, gpus));
        findings.add(present(Part.ONNX_PARSER, List.of(PARSER), Advice.PARSER));
        findings.add(present(Part.BOUND_LIBRARIES, BOUND, Advice.BOUND));
        return findings;
    }

    /** The version stands in the name of the file that the soname links to, as libnvinfer.so.10.6.0. */
    private static Optional<String> version(Path file) {
        try {
            Matcher name = VERSION.matcher(file.toRealPath().getFileName().toString());
            return name.matches() && Integer.parseInt(name.group(2)) >= LEAST_MINOR
                    ? Optional.of(name.group(1))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Finding library(Optional<Path> file, Optional<String> version) {
        if (file.isEmpty()) {
            return new Missing(Part.TENSORRT, Advice.notFound(libraries, NVINFER, Advice.TENSORRT));
        }
        return version.isPresent()
                ? new Found(Part.TENSORRT, version.get() + ", " + file.get())
                : new Missing(
                        Part.TENSORRT,
                        file.get() + " does not link to a libnvinfer.so.10.6.0 or newer 10; " + Advice.TENSORRT);
    }

    private Finding resource(Optional<String> version, List<Gpu> gpus) {
        if (version.isEmpty()) {
            return new Unasked(Part.BUILDER_RESOURCE, "not looked for, because TensorRT is missing");
        }
        String whole = RESOURCE + ".so." + version.get();
        if (libraries.find(whole).isPresent()) {
            return new Found(Part.BUILDER_RESOURCE, whole);
        }
        if (gpus.isEmpty()) {
            return new Unasked(Part.BUILDER_RESOURCE, "not looked for, because its name depends on the GPU");
        }
        return forEach(gpus, version.get());
    }

    private Finding forEach(List<Gpu> gpus, String version) {
        List<String> names = gpus.stream()
                .map(gpu -> RESOURCE + "_sm" + gpu.sm() + ".so." + version)
                .distinct()
                .toList();
        return present(Part.BUILDER_RESOURCE, names, missingResource(version));
    }

    private String missingResource(String version) {
        boolean ptxOnly = !libraries.matching(RESOURCE + "_ptx.so." + version).isEmpty();
        return (ptxOnly ? "only the PTX form is there, with which TensorRT builds no engine: " : "") + Advice.BUILDER;
    }

    private Finding present(Part part, List<String> sonames, String advice) {
        return sonames.stream()
                .filter(soname -> libraries.find(soname).isEmpty())
                .findFirst()
                .<Finding>map(soname -> new Missing(part, Advice.notFound(libraries, soname, advice)))
                .orElseGet(() -> new Found(part, String.join(", ", sonames)));
    }
}
