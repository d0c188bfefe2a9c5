package org.radiologygpt.routes.doctor;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.tensorrt.GpuReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what {@code run} needs and whether it is there. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Check Java, memory, settings, certificates, Kafka, model server, FHIR server and GPU, and say what"
                        + " to do.",
        footer = "Exit code 0 when all that run needs is in order (with --gpu: all that TensorRT needs), 1 otherwise.")
public final class DoctorCommand implements Callable<Integer> {
    private static final int NOT_IN_ORDER = 1;

    @Spec
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; see config/radiology-gpt.yaml.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting, as --set kafka.consumers=4.")
    private List<String> sets = List.of();

    @Option(names = "--gpu", description = "Only what TensorRT needs: driver, GPUs, libraries.")
    private boolean gpuOnly;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Longest wait for one server's answer (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = System.getenv();
        List<Check> checks = new ArrayList<>();
        if (!gpuOnly) {
            Duration timeout = Duration.ofSeconds(Math.max(1, seconds));
            checks.addAll(
                    new Doctor(environment, timeout, Clock.systemUTC()).examine(Optional.ofNullable(config), sets));
        }
        GpuReport gpu = GpuProbe.ofThisMachine(environment).report();
        checks.addAll(MachineChecks.gpu(gpu));
        boolean inOrder = gpuOnly ? gpu.isComplete() : checks.stream().noneMatch(Check::hinders);
        print(checks, gpuOnly ? gpuVerdict(inOrder) : runVerdict(checks));
        return inOrder ? 0 : NOT_IN_ORDER;
    }

    private void print(List<Check> checks, String verdict) {
        PrintWriter out = command.commandLine().getOut();
        checks.forEach(check -> out.println(check.line()));
        out.println();
        out.println(verdict);
        out.flush();
    }

    private static String gpuVerdict(boolean complete) {
        return complete
                ? "All that TensorRT needs is there."
                : "TensorRT cannot be used; the model server runs on CPUs.";
    }

    private static String runVerdict(List<Check> checks) {
        long hindering = checks.stream().filter(Check::hinders).count();
        return hindering == 0
                ? "All that run needs is in order; a GPU is not needed."
                : hindering + " to mend before run; a GPU is not needed.";
    }
}
