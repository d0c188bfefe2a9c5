package org.radiologygpt.model.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real bindings on libraries of our own making, in a JVM of its own. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class GpuProbeChildTest {
    @TempDir
    Path directory;

    private record Ended(int code, List<String> lines) {}

    @Test
    void an_empty_driver_library_is_refused_before_a_call_ends_the_process() throws Exception {
        new StubLibrary().write(directory, "libcuda.so.1");
        new StubLibrary().write(directory, "libcudart.so.12");

        Ended ended = probe();

        assertThat(ended.lines())
                .contains("alive")
                .anyMatch(line -> line.startsWith("Missing DRIVER " + directory.resolve("libcuda.so.1")
                        + " is not NVIDIA's library, it holds no cuDeviceGet;"))
                .anyMatch(line -> line.startsWith("Unasked DEVICE"));
        assertThat(ended.code()).isZero();
    }

    @Test
    void a_driver_without_a_gpu_answers_with_its_error_each_time() throws Exception {
        StubLibrary driver = new StubLibrary();
        CudaDriver.FUNCTIONS.forEach(name -> driver.returning(name, 100));
        driver.write(directory, "libcuda.so.1");
        runtime();

        Ended ended = probe();

        assertThat(ended.lines())
                .contains("alive")
                .filteredOn(line -> line.startsWith(
                        "Missing DEVICE no GPU can be used: cuInit answered with error 100" + " (no GPU is visible"))
                .hasSize(2);
        assertThat(ended.code()).isZero();
    }

    @Test
    void a_gpu_is_told_with_name_capability_and_memory() throws Exception {
        new StubLibrary()
                .returning("cuInit", 0)
                .storing("cuDriverGetVersion", 13000)
                .storing("cuDeviceGetCount", 1)
                .storing("cuDeviceGet", 0)
                .storing("cuDeviceGetName", 'H' | '2' << 8 | 'X' << 16)
                .storing("cuDeviceGetAttribute", 9)
                .storingLong("cuDeviceTotalMem_v2", 1 << 30)
                .write(directory, "libcuda.so.1");
        runtime();

        assertThat(probe().lines())
                .contains("Found DEVICE 0: H2X, compute capability 9.9, 1024 MiB, driver serves CUDA 13.0", "alive");
    }

    @Test
    void the_first_failure_to_load_is_told_again() throws Exception {
        StubLibrary driver = new StubLibrary();
        CudaDriver.FUNCTIONS.forEach(name -> driver.returning(name, 100));
        driver.write(directory, "libcuda.so.1");
        damagedRuntime();

        List<String> told = probe().lines().stream()
                .filter(line -> line.startsWith("Missing DEVICE"))
                .toList();

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).contains("the CUDA bindings cannot be loaded: ").contains("libcudart.so.12");
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }

    private void runtime() throws IOException {
        new StubLibrary().returning("cudaGetDeviceCount", 100).write(directory, "libcudart.so.12");
    }

    /** Its table of symbols can be read, but the loader finds no type it knows in its header. */
    private void damagedRuntime() throws IOException {
        runtime();
        Path file = directory.resolve("libcudart.so.12");
        byte[] bytes = Files.readAllBytes(file);
        bytes[16] = 1;
        Files.write(file, bytes);
    }

    private Ended probe() throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ProbeMain.class.getName());
        child.environment().put("LD_LIBRARY_PATH", directory.toString());
        Process process =
                child.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readAllLines(out));
    }
}
