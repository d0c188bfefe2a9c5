package org.radiologygpt.model.tensorrt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.tensorrt.StubLibrary;

/** TensorRT's bindings are loaded and called on libraries that hold next to nothing. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class BindingsChildTest {
    private static final List<String> EMPTY = List.of(
            "libcuda.so.1",
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcudnn_graph.so.9",
            "libcudnn_ops.so.9",
            "libcudnn_adv.so.9",
            "libcudnn_cnn.so.9",
            "libnvrtc.so.12");

    /** cudaMemcpy3DParms: array, position, pointer of the source; those of the target; extent; device to device. */
    private static final long[] COPY = {0, 0, 0, 0, 0x2000, 640, 32, 10, 0, 0, 0, 0, 0x1000, 512, 32, 12, 32, 3, 7, 3};

    /** cudaPitchedPtr and cudaExtent. */
    private static final long[] CLEARED = {0x1000, 512, 32, 12, 32, 3, 7};

    @TempDir
    Path directory;

    @Test
    void the_bindings_load_the_logger_is_called_and_a_runtime_that_is_none_is_refused() throws Exception {
        List<Path> files = new ArrayList<>();
        for (String name : EMPTY) {
            files.add(write(new StubLibrary(), name));
        }
        files.add(1, write(runtime(), "libcudart.so.12"));
        // What TensorRT 10.6 answers without a GPU: no address, and not null.
        StubLibrary tensorRt = new StubLibrary().saying("createInferRuntime_INTERNAL", "error 100", 0x200);
        files.add(write(tensorRt, "libnvinfer.so.10"));

        List<String> lines = run(files);

        assertThat(lines)
                .contains(
                        "opened Optional.empty Optional.empty",
                        "refused TensorRT made no runtime: error 100",
                        "allocated 1048576",
                        "pinned 4096 bytes",
                        "memory Memory[free=77, total=77]",
                        "copied " + StubLibrary.digest(COPY),
                        "cleared " + StubLibrary.digest(CLEARED),
                        "launched 1193046",
                        "alive")
                .anyMatch(line -> line.startsWith("provider TensorRT cannot be used: NVIDIA driver: "));
    }

    @Test
    void a_library_that_cannot_be_opened_is_told_each_time() throws Exception {
        Path broken = Files.writeString(directory.resolve("libcuda.so.1"), "text");

        assertThat(run(List.of(broken)).get(0))
                .matches("opened Optional\\[the TensorRT bindings cannot be loaded: .*libcuda.so.1.*\\]"
                        + " Optional\\[the TensorRT bindings cannot be loaded: .*libcuda.so.1.*\\]");
    }

    /** CUDA's runtime answers each call with 0 but those by which arguments are told: as a code of error. */
    private static StubLibrary runtime() {
        StubLibrary runtime = new StubLibrary().versioned("libcudart.so.12");
        for (String name : List.of(
                "cudaSetDevice",
                "cudaMemsetAsync",
                "cudaMemcpyAsync",
                "cudaStreamSynchronize",
                "cudaStreamBeginCapture",
                "cudaGraphDestroy",
                "cudaGraphExecDestroy",
                "cudaFree",
                "cudaFreeHost",
                "cudaStreamDestroy")) {
            runtime.returning(name, 0);
        }
        return runtime.storingLong("cudaStreamCreateWithFlags", 0x5000)
                .storingLong("cudaMalloc", 1 << 20)
                .storingLong("cudaMallocHost", 1 << 21)
                .storingBoth("cudaMemGetInfo", 77)
                .digesting("cudaMemcpy3DAsync", COPY.length)
                .digestingStack("cudaMemset3DAsync", CLEARED.length)
                .storingSecond("cudaStreamEndCapture", 0x7000)
                .storingLong("cudaGraphInstantiate", 0x123456)
                .returningFirst("cudaGraphLaunch")
                .telling("cudaGetErrorString", "told");
    }

    private Path write(StubLibrary library, String soname) throws IOException {
        library.write(directory, soname);
        return directory.resolve(soname);
    }

    private List<String> run(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                StubMain.class.getName()));
        files.forEach(file -> command.add(file.toString()));
        ProcessBuilder child = new ProcessBuilder(command);
        child.environment().put("LD_LIBRARY_PATH", directory.toString());
        Path out = directory.resolve("out.txt");
        Process process =
                child.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out);
    }
}
