package org.radiologygpt.model.bench.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.model.bench.speed.Report;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.gpu.tensorrt.TensorRtDecoders;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.tensorrt.GpuReport;
import org.radiologygpt.model.tensorrt.Installed;
import org.radiologygpt.model.tensorrt.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench --gpu}, which the launcher gives on as {@code bench-gpu}: the table of a machine with a GPU. */
@Command(
        name = "bench-gpu",
        description = {
            "Measures the decoder on this machine's first GPU with TensorRT: logits and greedy tokens beside CPUs, prefill,"
                    + " decoding at batch 1, 16 and 64 with and without CUDA graphs and with 1 and 8 adapters, time to first"
                    + " token, requests/s, memory; and transformers on the same random weights where python3 has it."
                    + " Prints a table in Markdown, and which goals are met; the exit code does not tell.",
            "With 32 layers it needs 64 GiB of GPU memory, 64 GiB of main memory and 60 GB on the disk, and takes an hour,"
                    + " most of it for building engines."
        },
        mixinStandardHelpOptions = true)
public final class BenchGpuCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--layers", defaultValue = "32", description = "Layers of the shape of LLaMA-7B (default: 32).")
    private int layers;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Directory that keeps models and engines for another run (default: none, they are removed).")
    private Optional<Path> kept = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Small model whose greedy tokens are compared (default: the demo model).")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--python", defaultValue = "python3", description = "For transformers (default: python3).")
    private String python;

    /** With this process's environment. */
    public BenchGpuCommand() {
        this(System.getenv());
    }

    BenchGpuCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** 0, or 1 where the machine has no GPU that can be used, or it failed. */
    @Override
    public Integer call() throws IOException {
        GpuProbe probe = GpuProbe.ofThisMachine(environment);
        GpuReport report = probe.report();
        Optional<String> problem = report.firstProblem(EnumSet.allOf(Part.class));
        if (problem.isPresent() || probe.installed().isEmpty()) {
            return fail("no GPU to measure: " + problem.orElse("a library went while it was looked at"));
        }
        Path directory =
                kept.isPresent() ? Files.createDirectories(kept.get()) : Files.createTempDirectory("bench-gpu");
        try {
            Path plans = directory.resolve("plans");
            Subject subject = new Subject(
                    title(report.gpus().get(0), probe.installed().get()),
                    Precision.F16,
                    decoders(plans, true),
                    decoders(plans, false));
            new GpuBench(subject, Workload.ofLayers(layers), directory, new Report(System.out))
                    .run(model.orElseGet(BenchGpuCommand::demoModel), python);
            return 0;
        } catch (DecoderException e) {
            return fail(e.getMessage());
        } finally {
            if (kept.isEmpty()) {
                Removal.of(directory);
            }
        }
    }

    private TensorRtDecoders decoders(Path plans, boolean capturing) {
        return TensorRtDecoders.ofThisMachine(environment, List.of(0), Optional.of(plans), capturing);
    }

    private static String title(Gpu gpu, Installed installed) {
        return gpu.name() + ", " + (gpu.memoryBytes() >> 20) + " MiB, compute capability " + gpu.major() + "."
                + gpu.minor() + "; driver " + installed.driver() + ", TensorRT " + installed.tensorRt() + ", JDK "
                + Runtime.version() + "; `./radiology-gpt bench --gpu`";
    }

    private static Path demoModel() {
        return Path.of(System.getProperty("radiologygpt.home", "")).resolve("config/demo-model");
    }

    private int fail(String sentence) {
        spec.commandLine().getErr().println("bench --gpu: " + sentence);
        return 1;
    }
}
