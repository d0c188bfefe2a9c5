package org.radiologygpt.model.gpu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderException.Reason;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.gpu.DeviceEngine.Binding;
import org.radiologygpt.model.gpu.OrtGraph.Bytes;
import org.radiologygpt.model.weights.Tensor;

/**
 * A device whose memory is the process's and whose engine is ONNX Runtime. Stricter than a GPU: an address outside of what
 * was allocated, a block that overlaps itself, an address that is not aligned and shapes outside every profile are refused.
 */
public final class OrtDevice implements Device {
    /** Between two allocations, so that what runs over one's end is in none. */
    private static final long GAP = 1 << 20;

    private final TreeMap<Long, ByteBuffer> memory = new TreeMap<>();
    private final List<OrtGraph> graphs = new ArrayList<>();
    private final AtomicReference<Optional<Reason>> failure = new AtomicReference<>(Optional.empty());
    private final List<Map<String, Binding>> passes = new ArrayList<>();
    private long next = GAP;
    private long bytes;
    private long most = Long.MAX_VALUE;
    private long copiesLeft = Long.MAX_VALUE;
    private boolean closed;

    /** From now on every pass and allocation fails so, or none. */
    public void failing(Optional<Reason> reason) {
        failure.set(reason);
    }

    /** Lets so many copies be made, and then one fail. */
    void failAfter(int copies) {
        copiesLeft = copies;
    }

    /** Lets no more than so many bytes be allocated. */
    void limit(long limit) {
        most = limit;
    }

    long allocated() {
        return bytes;
    }

    boolean closed() {
        return closed;
    }

    /** Bindings of every pass so far. */
    List<Map<String, Binding>> passes() {
        return passes;
    }

    @Override
    public synchronized long allocate(long size) {
        failMaybe();
        if (bytes + size > most) {
            throw new DecoderException(Reason.NO_MEMORY, "no memory for " + size + " bytes");
        }
        bytes += size;
        long address = next;
        memory.put(address, ByteBuffer.allocateDirect(Math.toIntExact(size)));
        next = (address + size + GAP) / ALIGNMENT * ALIGNMENT;
        return address;
    }

    @Override
    public synchronized void write(long address, ByteBuffer from) {
        at(address, from.remaining()).put(from.duplicate());
    }

    @Override
    public synchronized void read(long address, ByteBuffer into) {
        into.duplicate().put(at(address, into.remaining()));
    }

    @Override
    public synchronized void copy(Region to, Region from, Extent extent) {
        if (copiesLeft-- == 0) {
            throw new DecoderException(Reason.FAILED, "the test wants it");
        }
        each(extent, (plane, row) -> {
            refuseOverlap(address(to, plane, row), from, extent);
            row(to, plane, row, extent).put(row(from, plane, row, extent));
        });
    }

    private static void refuseOverlap(long to, Region from, Extent extent) {
        each(extent, (plane, row) -> {
            if (Math.abs(to - address(from, plane, row)) < extent.width()) {
                throw new AssertionError("a block copied onto itself");
            }
        });
    }

    @Override
    public synchronized void clear(Region region, Extent extent) {
        each(extent, (plane, row) -> row(region, plane, row, extent).put(new byte[(int) extent.width()]));
    }

    private interface Row {
        void at(int plane, int row);
    }

    private static void each(Extent extent, Row action) {
        for (int plane = 0; plane < extent.planes(); plane++) {
            for (int row = 0; row < extent.rows(); row++) {
                action.at(plane, row);
            }
        }
    }

    private ByteBuffer row(Region region, int plane, int row, Extent extent) {
        if (region.planePitch() % region.rowPitch() != 0 || extent.width() > region.rowPitch()) {
            throw new AssertionError("no block of rows and planes: " + region + " " + extent);
        }
        return at(address(region, plane, row), extent.width());
    }

    private static long address(Region region, int plane, int row) {
        return region.address() + plane * region.planePitch() + row * region.rowPitch();
    }

    private ByteBuffer at(long address, long size) {
        var held = memory.floorEntry(address);
        if (held == null || address + size > held.getKey() + held.getValue().capacity()) {
            throw new AssertionError(
                    "address " + address + " with " + size + " bytes is outside of what was allocated");
        }
        return held.getValue().slice((int) (address - held.getKey()), (int) size);
    }

    private void failMaybe() {
        failure.get().ifPresent(reason -> {
            throw new DecoderException(reason, "the test wants it");
        });
    }

    @Override
    public Supplier<DeviceEngine> build(Graph graph, Map<String, Tensor> weights, List<Profile> profiles) {
        failMaybe();
        return () -> engine(graph, weights, profiles);
    }

    private DeviceEngine engine(Graph graph, Map<String, Tensor> weights, List<Profile> profiles) {
        OrtGraph built = new OrtGraph(graph.emit(Map.of()), weights);
        graphs.add(built);
        return new DeviceEngine() {
            @Override
            public Runnable pass(Map<String, Binding> bindings) {
                return () -> OrtDevice.this.pass(built, profiles, bindings);
            }

            @Override
            public void close() {
                graphs.remove(built);
                built.close();
            }
        };
    }

    private synchronized void pass(OrtGraph graph, List<Profile> profiles, Map<String, Binding> bindings) {
        failMaybe();
        passes.add(bindings);
        Map<String, Bytes> inputs = new HashMap<>();
        Map<String, Bytes> outputs = new HashMap<>();
        Map<String, List<Long>> shapes = new HashMap<>();
        bindings.forEach((name, binding) -> {
            boolean input = graph.inputs().contains(name);
            (input ? inputs : outputs).put(name, bytes(name, binding, graph.bytes(name)));
            if (input) {
                shapes.put(name, binding.shape());
            }
        });
        if (profiles.stream().noneMatch(profile -> profile.takes(shapes))) {
            throw new AssertionError("no profile takes " + shapes);
        }
        if (!outputs.keySet().equals(graph.outputs())) {
            throw new AssertionError("outputs " + outputs.keySet() + " instead of " + graph.outputs());
        }
        graph.run(inputs, outputs);
    }

    private Bytes bytes(String name, Binding binding, int element) {
        if (binding.address() % ALIGNMENT != 0) {
            throw new AssertionError(name + " is not aligned");
        }
        long[] shape =
                binding.shape().stream().mapToLong(dimension -> dimension).toArray();
        long size = element;
        for (long dimension : shape) {
            size *= dimension;
        }
        return new Bytes(at(binding.address(), size), shape);
    }

    @Override
    public DeviceStatus status() {
        boolean lost =
                failure.get().filter(reason -> reason == Reason.DEVICE_LOST).isPresent();
        return new DeviceStatus(0, bytes, 2 * bytes, lost, 0);
    }

    @Override
    public void close() {
        if (closed || !graphs.isEmpty()) {
            throw new AssertionError("closed twice, or before its engines");
        }
        closed = true;
    }
}
