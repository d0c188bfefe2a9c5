package org.radiologygpt.model.tensorrt.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list of arrays held against the inputs of an engine: by name where they have names, by position where not. */
final class InputMatch {
    private final List<Port> inputs;

    InputMatch(List<Port> inputs) {
        this.inputs = inputs;
    }

    /** @throws IllegalArgumentException where a number, name, type or shape does not fit; it says which */
    Map<String, HostTensor> of(NDList arrays) {
        if (arrays.size() != inputs.size()) {
            throw new IllegalArgumentException(
                    "the model takes " + inputs.size() + " inputs " + names() + ", and " + arrays.size() + " came");
        }
        boolean named = arrays.stream().anyMatch(array -> array.getName() != null);
        Map<String, HostTensor> tensors = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            NDArray array = arrays.get(i);
            Port port = named ? port(array.getName()) : inputs.get(i);
            if (tensors.put(port.name(), tensor(port, array)) != null) {
                throw new IllegalArgumentException("two arrays are named " + port.name());
            }
        }
        return tensors;
    }

    private Port port(String name) {
        return inputs.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "an array is named " + name + "; the inputs are " + names() + ", name all or none"));
    }

    private List<String> names() {
        return inputs.stream().map(Port::name).toList();
    }

    private static HostTensor tensor(Port port, NDArray array) {
        if (array.getDataType() != port.type().djl()) {
            throw new IllegalArgumentException(
                    "input " + port.name() + " takes " + port.type().djl() + ", and " + array.getDataType() + " came");
        }
        if (!port.allows(array.getShape())) {
            throw new IllegalArgumentException(
                    "input " + port.name() + " takes shape " + port.shape() + ", and " + array.getShape() + " came");
        }
        return new HostTensor(array.getShape(), direct(array.toByteBuffer(true)));
    }

    private static ByteBuffer direct(ByteBuffer bytes) {
        if (bytes.isDirect()) {
            return bytes.slice().order(ByteOrder.nativeOrder());
        }
        return ByteBuffer.allocateDirect(bytes.remaining())
                .order(ByteOrder.nativeOrder())
                .put(bytes.duplicate())
                .flip();
    }
}
