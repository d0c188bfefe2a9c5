package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Built;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Failed;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Refused;

/** One build, from the request to the answer. */
final class EngineBuild {
    private final NativeBuilder builder;

    EngineBuild(NativeBuilder builder) {
        this.builder = builder;
    }

    BuildAnswer run(BuildRequest request) {
        try {
            return new Built(built(request));
        } catch (OptionException e) {
            return new Refused(e.option(), e.sentence());
        } catch (BuildException e) {
            return new Failed(e.getMessage());
        } catch (IOException | RuntimeException | LinkageError e) {
            return new Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private String built(BuildRequest request) throws BuildException, IOException {
        PlanOptions options = PlanOptions.of(request.options());
        builder.open(request, options.stronglyTyped());
        List<GraphInput> inputs = builder.parse(request.onnx());
        ProfilePlan.check(inputs, options.profiles());
        builder.configure(options);
        for (Profile profile : options.profiles()) {
            builder.add(ProfilePlan.dynamic(inputs, profile));
        }
        builder.times(request.timings().isPresent() ? read(request.timings().get()) : new byte[0]);
        String digest = builder.build(request.plan());
        if (request.timings().isPresent()) {
            keep(request.timings().get());
        }
        return digest;
    }

    private static byte[] read(Path timings) throws IOException {
        return Files.isRegularFile(timings) ? Files.readAllBytes(timings) : new byte[0];
    }

    /** The plan is there by now; without the times the next build only takes longer. */
    private void keep(Path timings) {
        try {
            write(builder.times(), timings);
        } catch (BuildException | IOException e) {
            System.err.println("measured times are not kept: " + e);
        }
    }

    private static void write(byte[] times, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, times);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
