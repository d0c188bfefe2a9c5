package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes {@code "plan of "} and the model's text; what the model's text names goes wrong. */
final class FakeBuilder implements NativeBuilder {
    static final String PLAN = "plan of ";

    final List<String> calls = new ArrayList<>();
    private String model = "";

    @Override
    public void open(BuildRequest request, boolean stronglyTyped) {
        calls.add("open " + request.device() + (stronglyTyped ? " strong" : ""));
    }

    @Override
    public List<GraphInput> parse(Path onnx) throws BuildException {
        calls.add("parse");
        try {
            model = Files.readString(onnx);
        } catch (IOException e) {
            throw new BuildException("unreadable");
        }
        if (model.contains("unknown operator")) {
            throw new BuildException("the ONNX parser refused the model:\nno importer for Odd");
        }
        return List.of(new GraphInput("x", List.of(-1, 4)));
    }

    @Override
    public void configure(PlanOptions options) {
        calls.add("configure " + options.precision());
    }

    @Override
    public void add(Profile profile) {
        calls.add("add " + profile);
    }

    @Override
    public boolean times(byte[] times) {
        calls.add("times " + Arrays.toString(times));
        return true;
    }

    @Override
    public String build(Path plan) throws IOException {
        calls.add("build");
        if (model.contains("ends the process")) {
            System.err.println("TensorRT error: CUDA initialization failure with error: 100");
            Runtime.getRuntime().halt(134);
        }
        if (model.contains("stays for ever")) {
            System.err.println("staying");
            Files.writeString(
                    plan.resolveSibling("staying"),
                    Long.toString(ProcessHandle.current().pid()));
            stay();
        }
        Files.writeString(plan, PLAN + model);
        return FileDigest.of(plan);
    }

    /** Until the process is ended from outside or by its watch. */
    private static void stay() {
        try {
            new java.util.concurrent.CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] times() {
        return new byte[] {7};
    }
}
