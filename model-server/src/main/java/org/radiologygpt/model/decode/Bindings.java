package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inputs and pinned outputs of one pass; frees those it was given to own. */
final class Bindings implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> pinned = new HashMap<>();
    private final List<OnnxTensor> owned = new ArrayList<>();

    /** An input that stays the caller's. */
    void borrow(String name, OnnxTensor tensor) {
        inputs.put(name, tensor);
    }

    OnnxTensor input(String name, OnnxTensor tensor) {
        owned.add(tensor);
        inputs.put(name, tensor);
        return tensor;
    }

    void input(String name, long[] values, long... shape) throws OrtException {
        input(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
    }

    void input(String name, int[] values, long... shape) throws OrtException {
        input(name, OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape));
    }

    /** Lets the pass write an output into memory that is there already. */
    void pin(String output, OnnxTensor memory) {
        pinned.put(output, memory);
    }

    OrtSession.Result run(OrtSession session) throws OrtException {
        Set<String> requested = new HashSet<>(session.getOutputNames());
        requested.removeAll(pinned.keySet());
        return session.run(inputs, requested, pinned);
    }

    @Override
    public void close() {
        owned.forEach(OnnxTensor::close);
    }
}
