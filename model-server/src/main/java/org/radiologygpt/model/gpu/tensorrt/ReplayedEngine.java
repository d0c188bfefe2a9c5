package org.radiologygpt.model.gpu.tensorrt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.gpu.DeviceEngine;
import org.radiologygpt.model.gpu.Profile;
import org.radiologygpt.model.tensorrt.device.GpuCalls;

/**
 * A plan on the GPU. Each profile has one context, for passes as they come; a pass that comes again gets a context of its own,
 * whose state nothing changes after it was captured. All share one piece of memory to compute in, since no two run at once.
 */
final class ReplayedEngine implements DeviceEngine {
    private final TensorRtDevice device;
    private final GpuCalls gpu;
    private final GpuCalls.Plan plan;
    private final List<Profile> profiles;
    private final long workspace;
    private final List<BoundShapes> contexts = new ArrayList<>();
    private final List<ReplayedPass> passes = new ArrayList<>();

    ReplayedEngine(TensorRtDevice device, GpuCalls gpu, GpuCalls.Plan plan, List<Profile> profiles, long workspace) {
        this.device = device;
        this.gpu = gpu;
        this.plan = plan;
        this.profiles = List.copyOf(profiles);
        this.workspace = workspace;
        for (int profile = 0; profile < profiles.size(); profile++) {
            contexts.add(context(profile));
        }
    }

    /** A further context of a profile. */
    BoundShapes context(int profile) {
        return new BoundShapes(
                plan.context(profile, workspace), profiles.get(profile).inputs().keySet());
    }

    @Override
    public Runnable pass(Map<String, Binding> bindings) {
        int profile = profileOf(bindings);
        ReplayedPass pass = new ReplayedPass(this, profile, contexts.get(profile), bindings);
        return () -> device.guarded(pass::run);
    }

    private int profileOf(Map<String, Binding> bindings) {
        for (int i = 0; i < profiles.size(); i++) {
            Map<String, List<Long>> shapes = new HashMap<>();
            profiles.get(i)
                    .inputs()
                    .keySet()
                    .forEach(name -> shapes.put(name, bindings.get(name).shape()));
            if (profiles.get(i).takes(shapes)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no profile takes the pass");
    }

    boolean capturing() {
        return device.capturing();
    }

    GpuCalls gpu() {
        return gpu;
    }

    /** Takes note of a pass that holds a graph. */
    void captured(ReplayedPass pass) {
        passes.add(pass);
    }

    void launched() {
        device.launched();
    }

    /** Frees the graphs; plan and contexts stay until the process ends, TensorRT's bindings cannot free them. */
    @Override
    public void close() {
        if (!passes.isEmpty() && !device.status().lost()) {
            device.guarded(() -> passes.forEach(ReplayedPass::close));
            passes.clear();
        }
    }
}
