package org.radiologygpt.model.tensorrt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.tensorrt.plan.ShapeRange;

/**
 * An engine that doubles: input {@code x} and output {@code y}, float {@code [-1, 4]}. It holds to what TensorRT and CUDA
 * hold to: copies happen at {@code synchronize}, a thread that did not say its GPU is refused, memory has bounds.
 */
final class FakeTensorRt implements NativeTensorRt, NativeTensorRt.Engine {
    final List<String> calls = new ArrayList<>();
    final Map<Long, ByteBuffer> memory = new HashMap<>();
    private final List<Runnable> stream = new ArrayList<>();
    private final ThreadLocal<Integer> used = new ThreadLocal<>();
    private long next = 1 << 20;
    private int device;
    List<Map<String, ShapeRange>> profiles = List.of(range(1, 64), range(1, 8));
    List<Port> ports = List.of(
            new Port("x", true, TensorType.FLOAT, new Shape(-1, 4)),
            new Port("y", false, TensorType.FLOAT, new Shape(-1, 4)));
    List<String> unresolved = List.of();
    Shape result = new Shape();
    String failing = "";

    private static Map<String, ShapeRange> range(int least, int most) {
        return Map.of("x", new ShapeRange(List.of(least, 4), List.of(most, 4), List.of(most, 4)));
    }

    @Override
    public NativeTensorRt.Engine load(Path plan, int device) {
        calls.add("load " + plan.getFileName() + " on " + device);
        this.device = device;
        return this;
    }

    @Override
    public List<Port> ports() {
        if (failing.startsWith("tensor ")) {
            throw new EngineException(failing);
        }
        return ports;
    }

    @Override
    public List<Map<String, ShapeRange>> profiles() {
        return profiles;
    }

    @Override
    public NativeTensorRt.Context context(int profile) {
        calls.add("context " + profile);
        return new Doubling();
    }

    @Override
    public void use() {
        used.set(device);
    }

    @Override
    public long allocate(long bytes) {
        assertThat(used.get()).isEqualTo(device);
        calls.add("allocate " + bytes);
        long address = next;
        next += bytes + 4096;
        memory.put(address, ByteBuffer.allocate((int) bytes).order(ByteOrder.nativeOrder()));
        return address;
    }

    @Override
    public void free(long address) {
        assertThat(memory.remove(address)).isNotNull();
    }

    @Override
    public void upload(ByteBuffer direct, long address) {
        assertThat(direct.isDirect()).isTrue();
        stream.add(() -> memory.get(address).clear().put(direct.duplicate()));
    }

    @Override
    public void download(long address, ByteBuffer direct) {
        stream.add(() -> direct.duplicate().put(memory.get(address).slice(0, direct.remaining())));
    }

    @Override
    public void synchronize() {
        List<Runnable> due = List.copyOf(stream);
        stream.clear();
        due.forEach(Runnable::run);
    }

    int pending() {
        return stream.size();
    }

    @Override
    public void close() {
        calls.add("close");
    }

    private final class Doubling implements NativeTensorRt.Context {
        private final Map<String, Long> bound = new HashMap<>();
        private Shape shape = new Shape();

        @Override
        public void shape(String input, Shape shape) {
            this.shape = shape;
        }

        @Override
        public List<String> unresolved() {
            return unresolved;
        }

        @Override
        public Shape shape(String output) {
            return result.dimension() > 0 ? result : shape;
        }

        @Override
        public void bind(String tensor, long address) {
            bound.put(tensor, address);
        }

        @Override
        public void enqueue() {
            if (!failing.isEmpty()) {
                throw new EngineException(failing);
            }
            int count = (int) shape.size();
            long from = bound.get("x");
            long to = bound.get("y");
            stream.add(() -> {
                for (int i = 0; i < count; i++) {
                    memory.get(to).putFloat(4 * i, 2 * memory.get(from).getFloat(4 * i));
                }
            });
        }
    }
}
