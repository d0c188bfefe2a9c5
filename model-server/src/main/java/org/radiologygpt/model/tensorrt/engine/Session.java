package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.tensorrt.plan.ShapeRange;

/** A loaded plan that is run: the profile is chosen, memory reserved, inputs copied there and outputs back. */
final class Session implements AutoCloseable {
    private final NativeTensorRt.Engine engine;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<Map<String, ShapeRange>> profiles;
    private final Map<Integer, NativeTensorRt.Context> contexts = new HashMap<>();
    private final DeviceBuffers buffers;
    private boolean closed;

    Session(NativeTensorRt.Engine engine) {
        this.engine = engine;
        List<Port> ports = engine.ports();
        inputs = ports.stream().filter(Port::input).toList();
        outputs = ports.stream().filter(port -> !port.input()).toList();
        profiles = engine.profiles();
        buffers = new DeviceBuffers(engine);
    }

    List<Port> inputs() {
        return inputs;
    }

    List<Port> outputs() {
        return outputs;
    }

    /**
     * One run. Threads wait for each other.
     *
     * @param tensors one for each input, by name, of its type
     * @return one for each output, in their order
     * @throws EngineException where no profile holds the shapes, or TensorRT or CUDA fails
     */
    synchronized Map<String, HostTensor> run(Map<String, HostTensor> tensors) {
        if (closed) {
            throw new EngineException("the model is closed");
        }
        engine.use();
        NativeTensorRt.Context context = contextFor(tensors);
        try {
            inputs.forEach(input -> feed(context, input, tensors.get(input.name())));
            return results(context);
        } catch (RuntimeException e) {
            settle(e);
            throw e;
        }
    }

    private NativeTensorRt.Context contextFor(Map<String, HostTensor> tensors) {
        Map<String, Shape> shapes = new HashMap<>();
        inputs.forEach(
                input -> shapes.put(input.name(), tensors.get(input.name()).shape()));
        return contexts.computeIfAbsent(ProfileChoice.of(profiles, shapes), engine::context);
    }

    private void feed(NativeTensorRt.Context context, Port input, HostTensor tensor) {
        long address = buffers.reserve(input.name(), tensor.data().remaining());
        context.shape(input.name(), tensor.shape());
        engine.upload(tensor.data(), address);
        context.bind(input.name(), address);
    }

    private Map<String, HostTensor> results(NativeTensorRt.Context context) {
        List<String> unresolved = context.unresolved();
        if (!unresolved.isEmpty()) {
            throw new EngineException("TensorRT cannot tell the shapes of the outputs, because these lack a shape or"
                    + " values: " + unresolved);
        }
        Map<String, HostTensor> results = new LinkedHashMap<>();
        List<Long> addresses = new ArrayList<>();
        for (Port output : outputs) {
            HostTensor result = room(output, context.shape(output.name()));
            addresses.add(buffers.reserve(output.name(), result.data().remaining()));
            context.bind(output.name(), addresses.get(addresses.size() - 1));
            results.put(output.name(), result);
        }
        context.enqueue();
        int at = 0;
        for (HostTensor result : results.values()) {
            engine.download(addresses.get(at++), result.data());
        }
        engine.synchronize();
        return results;
    }

    private static HostTensor room(Port output, Shape shape) {
        for (long dimension : shape.getShape()) {
            if (dimension < 0) {
                throw new EngineException("output " + output.name() + " has the shape " + shape
                        + ", which depends on the data; that is not served, because TensorRT's Java bindings cannot"
                        + " give it memory while it runs");
            }
        }
        long bytes = output.type().bytes(shape);
        if (bytes > Integer.MAX_VALUE) {
            throw new EngineException(
                    "output " + output.name() + " of shape " + shape + " takes " + bytes + " bytes; 2 GiB is the most");
        }
        return new HostTensor(shape, ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()));
    }

    /** Copies that were begun still read the caller's buffers. */
    private void settle(RuntimeException failure) {
        try {
            engine.synchronize();
        } catch (EngineException e) {
            failure.addSuppressed(e);
        }
    }

    /** Frees this session's memory; TensorRT's own stays until the process ends, its bindings cannot free it. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            engine.use();
            buffers.close();
            engine.close();
        }
    }
}
