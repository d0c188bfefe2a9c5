package org.radiologygpt.model.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.tensorrt.Finding.Found;
import org.radiologygpt.model.tensorrt.Finding.Missing;
import org.radiologygpt.model.tensorrt.Finding.Unasked;

class GpuProbeTest {
    private static final Gpu H200 = new Gpu(0, "H200", 9, 0, 139L << 30);
    private static final List<String> BOUND = List.of(
            "libcublas.so.12",
            "libcublasLt.so.12",
            "libcudnn_cnn.so.9",
            "libcudnn_adv.so.9",
            "libcudnn_ops.so.9",
            "libcudnn_graph.so.9",
            "libnvrtc.so.12");

    @TempDir
    Path root;

    private Path lib;

    @BeforeEach
    void directories() throws IOException {
        lib = Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu"));
    }

    @Test
    void this_machine_is_told_without_harm_however_often_it_is_asked() {
        GpuProbe probe = GpuProbe.ofThisMachine(System.getenv());

        assertThat(probe.report().findings()).isEqualTo(probe.report().findings());
        assertThat(probe.report().isComplete())
                .isEqualTo(probe.report().firstProblem().isEmpty()
                        && probe.report().findings().stream().noneMatch(Unasked.class::isInstance));
    }

    @Test
    void a_bare_machine_misses_the_driver_first_and_each_part_in_one_sentence() {
        GpuReport report = report(gpu -> List.of());

        assertThat(report.isComplete()).isFalse();
        assertThat(report.firstProblem().orElseThrow())
                .startsWith("libcuda.so.1 was not found; install NVIDIA's driver");
        assertThat(of(report, Part.CUDA_RUNTIME)).isInstanceOf(Missing.class);
        assertThat(of(report, Part.DEVICE)).isInstanceOf(Unasked.class);
        assertThat(of(report, Part.TENSORRT).text()).startsWith("libnvinfer.so.10 was not found; install");
        assertThat(of(report, Part.BUILDER_RESOURCE)).isInstanceOf(Unasked.class);
        assertThat(of(report, Part.ONNX_PARSER).text()).contains("libnvonnxparsers10");
        assertThat(of(report, Part.BOUND_LIBRARIES).text()).contains("libcublas.so.12");
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.text()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void everything_there_is_complete() throws IOException {
        install();
        tensorRt("10.6.0", "libnvinfer_builder_resource.so.10.6.0");

        GpuReport report = report(gpu -> List.of(H200));

        assertThat(report.findings()).allMatch(Found.class::isInstance);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.gpus()).containsExactly(H200);
        assertThat(of(report, Part.TENSORRT).text()).startsWith("10.6.0, ");
    }

    @Test
    void the_builders_file_must_be_that_of_the_gpu() throws IOException {
        install();
        tensorRt("10.15.1", "libnvinfer_builder_resource_sm86.so.10.15.1");

        assertThat(of(report(gpu -> List.of(H200)), Part.BUILDER_RESOURCE).text())
                .startsWith("libnvinfer_builder_resource_sm90.so.10.15.1 was not found");

        touch("libnvinfer_builder_resource_sm90.so.10.15.1");
        assertThat(report(gpu -> List.of(H200)).isComplete()).isTrue();
    }

    @Test
    void the_ptx_form_alone_is_told() throws IOException {
        install();
        tensorRt("10.15.1", "libnvinfer_builder_resource_ptx.so.10.15.1");

        assertThat(of(report(gpu -> List.of(H200)), Part.BUILDER_RESOURCE).text())
                .contains("only the PTX form is there");
    }

    @Test
    void an_older_tensorrt_is_missing() throws IOException {
        install();
        tensorRt("10.3.0", "libnvinfer_builder_resource.so.10.3.0");

        assertThat(of(report(gpu -> List.of(H200)), Part.TENSORRT).text()).contains("10.6.0 or newer");
    }

    @Test
    void an_older_gpu_is_told_with_what_is_needed() throws IOException {
        install();

        assertThat(of(report(gpu -> List.of(new Gpu(0, "V100", 7, 0, 1L << 34))), Part.DEVICE))
                .isInstanceOf(Missing.class)
                .extracting(Finding::text)
                .asString()
                .contains("V100, compute capability 7.0, 16384 MiB")
                .contains("needs compute capability 7.5");
    }

    @Test
    void a_library_beside_the_loaders_path_is_told_with_its_directory() throws IOException {
        Path toolkit = Files.createDirectories(root.resolve("usr/local/cuda/lib64"));
        Files.createFile(toolkit.resolve("libcudart.so.12"));

        assertThat(of(report(gpu -> List.of()), Part.CUDA_RUNTIME).text())
                .isEqualTo("libcudart.so.12 lies in " + toolkit
                        + ", where the loader does not search; add that directory to LD_LIBRARY_PATH");
    }

    @Test
    void a_file_that_is_no_library_is_told() throws IOException {
        Files.writeString(lib.resolve("libcuda.so.1"), "text");

        assertThat(of(report(gpu -> List.of()), Part.DRIVER).text())
                .contains("cannot be used (no ELF file, or cut short)");
    }

    @Test
    void another_platform_is_told_and_nothing_is_asked() {
        GpuReport report = new GpuProbe("Mac OS X aarch64", path(), (driver, runtime) -> {
                    throw new AssertionError();
                })
                .report();

        assertThat(report.firstProblem()).contains("Mac OS X aarch64 is not served; TensorRT needs Linux on x86-64");
    }

    @Test
    void the_loaders_configuration_is_followed_with_its_includes() throws IOException {
        Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.writeString(root.resolve("etc/ld.so.conf"), "include /etc/ld.so.conf.d/*.conf\n/opt/b # ours\n");
        Files.writeString(root.resolve("etc/ld.so.conf.d/a.conf"), "# made\n/opt/a\ninclude /etc/ld.so.conf\n");

        assertThat(LibraryPath.of(Map.of("LD_LIBRARY_PATH", "/x:"), root).searched())
                .startsWith(Path.of("/x"), root.resolve("opt/a"), root.resolve("opt/b"));
    }

    @Test
    void a_damaged_library_is_an_error_wherever_it_is_cut() throws IOException {
        new StubLibrary().returning("cuInit", 0).write(lib, "whole");
        byte[] whole = Files.readAllBytes(lib.resolve("whole"));
        assertThat(ElfExports.of(lib.resolve("whole"))).contains("cuInit");
        for (int length = 0; length < whole.length; length += 61) {
            Path cut = lib.resolve("cut");
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ElfExports.of(cut)).isInstanceOf(IOException.class);
        }
    }

    private interface Devices {
        List<Gpu> of(Path driver) throws CudaRefusal;
    }

    private GpuReport report(Devices devices) {
        return new GpuProbe(
                        "Linux amd64", path(), (driver, runtime) -> new CudaDriver.Answer(13000, devices.of(driver)))
                .report();
    }

    private LibraryPath path() {
        return LibraryPath.of(Map.of(), root);
    }

    private static Finding of(GpuReport report, Part part) {
        Optional<Finding> found = report.findings().stream()
                .filter(finding -> finding.part() == part)
                .findFirst();
        return found.orElseThrow();
    }

    private void install() throws IOException {
        StubLibrary driver = new StubLibrary();
        CudaDriver.FUNCTIONS.forEach(name -> driver.returning(name, 0));
        driver.write(lib, "libcuda.so.1");
        new StubLibrary().returning("cudaGetDeviceCount", 0).write(lib, "libcudart.so.12");
        for (String name : BOUND) {
            touch(name);
        }
        touch("libnvonnxparser.so.10");
    }

    private void tensorRt(String version, String resource) throws IOException {
        touch("libnvinfer.so." + version);
        Files.createSymbolicLink(lib.resolve("libnvinfer.so.10"), Path.of("libnvinfer.so." + version));
        touch(resource);
    }

    private void touch(String name) throws IOException {
        Files.createFile(lib.resolve(name));
    }
}
