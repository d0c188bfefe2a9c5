package org.radiologygpt.model.tensorrt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.model.tensorrt.Finding.Found;
import org.radiologygpt.model.tensorrt.Finding.Missing;
import org.radiologygpt.model.tensorrt.Finding.Unasked;

/**
 * Asks a machine for its driver and GPUs. Files are looked at first, the driver is called only when its file holds what is
 * called, and TensorRT itself is never called: without a GPU its first call can end the process (TensorRT 10.6).
 */
public final class GpuProbe {
    private static final String DRIVER = "libcuda.so.1";
    private static final String RUNTIME = "libcudart.so.12";
    /** TensorRT 10 serves Turing and newer: compute capability 7.5. */
    private static final int LEAST_SM = 75;

    private static final long MEBIBYTE = 1L << 20;

    private final String platform;
    private final LibraryPath libraries;
    private final CudaDriver cuda;

    GpuProbe(String platform, LibraryPath libraries, CudaDriver cuda) {
        this.platform = platform;
        this.libraries = libraries;
        this.cuda = cuda;
    }

    /** @param environment as {@code System.getenv()} */
    public static GpuProbe ofThisMachine(Map<String, String> environment) {
        return new GpuProbe(
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                LibraryPath.of(environment, Path.of("/")),
                new BoundCuda());
    }

    /** Looks anew at each call; takes milliseconds without a GPU, up to a second where the driver has to wake one. */
    public GpuReport report() {
        if (!platform.equals("Linux amd64")) {
            return new GpuReport(
                    List.of(new Missing(Part.PLATFORM, platform + " is not served; TensorRT needs Linux on x86-64")),
                    List.of());
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Found(Part.PLATFORM, platform));
        Optional<Path> driver = opened(findings, Part.DRIVER, DRIVER, CudaDriver.FUNCTIONS, Advice.DRIVER);
        Optional<Path> runtime =
                opened(findings, Part.CUDA_RUNTIME, RUNTIME, Set.of("cudaGetDeviceCount"), Advice.RUNTIME);
        List<Gpu> gpus = devices(findings, driver, runtime);
        findings.addAll(new TensorRtFiles(libraries).findings(gpus));
        return new GpuReport(findings, gpus);
    }

    private Optional<Path> opened(List<Finding> into, Part part, String soname, Set<String> functions, String advice) {
        Optional<Path> file = libraries.find(soname);
        if (file.isEmpty()) {
            into.add(new Missing(part, Advice.notFound(libraries, soname, advice)));
            return file;
        }
        try {
            Set<String> exported = ElfExports.of(file.get());
            Optional<String> absent = functions.stream()
                    .filter(name -> !exported.contains(name))
                    .sorted()
                    .findFirst();
            if (absent.isPresent()) {
                into.add(new Missing(
                        part, file.get() + " is not NVIDIA's library, it holds no " + absent.get() + "; " + advice));
                return Optional.empty();
            }
        } catch (IOException e) {
            into.add(new Missing(part, file.get() + " cannot be used (" + e.getMessage() + "); " + advice));
            return Optional.empty();
        }
        into.add(new Found(part, file.get().toString()));
        return file;
    }

    private List<Gpu> devices(List<Finding> into, Optional<Path> driver, Optional<Path> runtime) {
        if (driver.isEmpty() || runtime.isEmpty()) {
            into.add(new Unasked(Part.DEVICE, "not asked, because a library above is missing"));
            return List.of();
        }
        try {
            CudaDriver.Answer answer = cuda.ask(driver.get(), runtime.get());
            if (answer.gpus().isEmpty()) {
                into.add(new Missing(Part.DEVICE, "the driver knows no GPU; " + Advice.DEVICE));
            }
            answer.gpus().forEach(gpu -> into.add(told(gpu, answer.cuda())));
            return answer.gpus();
        } catch (CudaRefusal e) {
            into.add(new Missing(Part.DEVICE, "no GPU can be used: " + e.getMessage()));
            return List.of();
        }
    }

    private static Finding told(Gpu gpu, int cuda) {
        String text = gpu.index() + ": " + gpu.name() + ", compute capability " + gpu.major() + "." + gpu.minor() + ", "
                + gpu.memoryBytes() / MEBIBYTE + " MiB, driver serves CUDA " + cuda / 1000 + "." + cuda % 1000 / 10;
        return gpu.sm() < LEAST_SM
                ? new Missing(Part.DEVICE, text + "; TensorRT 10 needs compute capability 7.5 (Turing) or newer")
                : new Found(Part.DEVICE, text);
    }
}
