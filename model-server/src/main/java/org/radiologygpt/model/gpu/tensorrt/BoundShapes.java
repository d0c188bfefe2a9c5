package org.radiologygpt.model.gpu.tensorrt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.model.gpu.DeviceEngine.Binding;
import org.radiologygpt.model.tensorrt.device.GpuCalls.Run;

/** A context and what it was told last: a call for each of hundreds of tensors and pass would cost more than a small pass. */
final class BoundShapes {
    private final Run context;
    private final Set<String> inputs;
    private final Map<String, List<Long>> shapes = new HashMap<>();
    private final Map<String, Long> addresses = new HashMap<>();

    BoundShapes(Run context, Set<String> inputs) {
        this.context = context;
        this.inputs = inputs;
    }

    /** Tells what changed. Where a call fails all is told again the next time. */
    void tell(Map<String, Binding> bindings) {
        try {
            bindings.forEach(this::tell);
        } catch (RuntimeException e) {
            shapes.clear();
            addresses.clear();
            throw e;
        }
    }

    private void tell(String name, Binding binding) {
        if (inputs.contains(name) && !binding.shape().equals(shapes.get(name))) {
            context.shape(
                    name,
                    binding.shape().stream().mapToLong(dimension -> dimension).toArray());
            shapes.put(name, binding.shape());
        }
        if (!Long.valueOf(binding.address()).equals(addresses.get(name))) {
            context.bind(name, binding.address());
            addresses.put(name, binding.address());
        }
    }

    void enqueue() {
        context.enqueue();
    }
}
