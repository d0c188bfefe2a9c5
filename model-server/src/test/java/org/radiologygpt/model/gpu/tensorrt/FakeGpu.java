package org.radiologygpt.model.gpu.tensorrt;

import ai.djl.engine.EngineException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.radiologygpt.model.gpu.OrtGraph;
import org.radiologygpt.model.gpu.OrtGraph.Bytes;
import org.radiologygpt.model.tensorrt.binding.CudaException;
import org.radiologygpt.model.tensorrt.device.GpuCalls;

/**
 * CUDA and TensorRT in process memory, with their rules: work is done at {@code synchronize}, a thread says its GPU first,
 * memory has bounds, shapes are settled by a run before they can be captured, what was captured keeps the state that it was
 * captured with. A plan is the graph itself, run by ONNX Runtime.
 */
public final class FakeGpu implements GpuCalls {
    final TreeMap<Long, ByteBuffer> memory = new TreeMap<>();
    final List<OrtGraph> graphs = new ArrayList<>();
    private final ThreadLocal<Boolean> used = ThreadLocal.withInitial(() -> false);
    private final List<Runnable> queue = new ArrayList<>();
    private Optional<List<Runnable>> recording = Optional.empty();
    private long next = 1 << 20;
    volatile int calls;
    int contexts;
    int captures;
    volatile int launches;
    int liveGraphs;
    boolean closed;
    long most = Long.MAX_VALUE;
    boolean capturable = true;

    /** Fails each run and each wait, or none. */
    volatile Optional<EngineException> failing = Optional.empty();

    /** Fails each wait, with what CUDA tells then. */
    volatile Optional<CudaException> failingWait = Optional.empty();

    /** From now on nothing succeeds. */
    public void lose() {
        failingWait = Optional.of(new CudaException(700, "cudaStreamSynchronize answered with error 700"));
        failing = Optional.of(new EngineException("TensorRT could not start the run and said no reason"));
    }

    /** Lets passes find memory, or none. */
    public void exhausted(boolean all) {
        failing = Optional.of(new EngineException("Error Code 2: OutOfMemory")).filter(failure -> all);
    }

    private void called() {
        calls++;
        if (!used.get()) {
            throw new AssertionError("this thread did not say its GPU");
        }
        if (closed) {
            throw new AssertionError("closed");
        }
    }

    private void outsideOfCaptures() {
        called();
        if (recording.isPresent()) {
            throw new AssertionError("among what is captured");
        }
    }

    @Override
    public void use() {
        used.set(true);
    }

    @Override
    public long allocate(long bytes) {
        outsideOfCaptures();
        long taken = memory.values().stream().mapToLong(ByteBuffer::capacity).sum();
        if (taken + bytes > most) {
            throw new CudaException(2, "cudaMalloc of " + bytes + " bytes answered with error 2: out of memory");
        }
        long address = next;
        byte[] anything = new byte[Math.toIntExact(bytes)];
        Arrays.fill(anything, (byte) 0xFF);
        ByteBuffer piece = ByteBuffer.allocateDirect(anything.length).put(anything);
        memory.put(address, piece);
        next = (address + bytes + (1 << 20)) / 256 * 256;
        return address;
    }

    @Override
    public void free(long address) {
        outsideOfCaptures();
        if (memory.remove(address) == null) {
            throw new AssertionError("freed twice");
        }
    }

    @Override
    public ByteBuffer pinned(int bytes) {
        outsideOfCaptures();
        return ByteBuffer.allocateDirect(bytes);
    }

    @Override
    public void upload(ByteBuffer direct, long address) {
        outsideOfCaptures();
        ByteBuffer from = direct(direct);
        queue.add(() -> at(address, from.remaining()).put(from.duplicate()));
    }

    @Override
    public void download(long address, ByteBuffer direct) {
        outsideOfCaptures();
        ByteBuffer into = direct(direct);
        queue.add(() -> into.duplicate().put(at(address, into.remaining())));
    }

    private static ByteBuffer direct(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new AssertionError("a copy of what the heap may move");
        }
        return buffer.slice();
    }

    @Override
    public void copy(Block to, Block from) {
        outsideOfCaptures();
        check(to);
        check(from);
        queue.add(() -> each(to, (plane, row) -> {
            ByteBuffer source = at(address(from, plane, row), from.width());
            at(address(to, plane, row), to.width()).put(source);
        }));
    }

    @Override
    public void clear(Block block) {
        outsideOfCaptures();
        check(block);
        queue.add(() -> each(block, (plane, row) -> at(address(block, plane, row), block.width())
                .put(new byte[(int) block.width()])));
    }

    @Override
    public void clear(long address, long bytes) {
        outsideOfCaptures();
        queue.add(() -> at(address, bytes).put(new byte[(int) bytes]));
    }

    private interface Row {
        void at(int plane, int row);
    }

    private static void check(Block block) {
        if (block.width() > block.rowPitch()
                || block.rows() > block.planeRows()
                || block.rowPitch() > Block.MOST_PITCH) {
            throw new AssertionError("CUDA takes no such block: " + block);
        }
    }

    private static void each(Block block, Row action) {
        for (int plane = 0; plane < block.planes(); plane++) {
            for (int row = 0; row < block.rows(); row++) {
                action.at(plane, row);
            }
        }
    }

    private static long address(Block block, int plane, int row) {
        return block.address() + (plane * block.planeRows() + row) * block.rowPitch();
    }

    private ByteBuffer at(long address, long size) {
        var held = memory.floorEntry(address);
        if (held == null || address + size > held.getKey() + held.getValue().capacity()) {
            throw new AssertionError(address + " with " + size + " bytes is outside of what was allocated");
        }
        return held.getValue().slice((int) (address - held.getKey()), (int) size);
    }

    @Override
    public void synchronize() {
        outsideOfCaptures();
        if (failingWait.isPresent()) {
            throw failingWait.get();
        }
        List<Runnable> due = List.copyOf(queue);
        queue.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public Memory memory() {
        long taken = memory.values().stream().mapToLong(ByteBuffer::capacity).sum();
        return new Memory((1L << 30) - taken, 1L << 30);
    }

    @Override
    public Plan load(Path plan) {
        outsideOfCaptures();
        OrtGraph graph = new OrtGraph(plan);
        graphs.add(graph);
        return new Plan() {
            @Override
            public long workspace() {
                return 1000;
            }

            @Override
            public Run context(int profile, long workspace) {
                outsideOfCaptures();
                at(workspace, workspace());
                contexts++;
                return new Context(graph);
            }
        };
    }

    @Override
    public void beginCapture() {
        outsideOfCaptures();
        recording = Optional.of(new ArrayList<>());
    }

    @Override
    public Captured endCapture() {
        called();
        List<Runnable> recorded = recording.orElseThrow();
        recording = Optional.empty();
        if (!capturable) {
            throw new CudaException(901, "cudaStreamEndCapture answered with error 901: invalidated");
        }
        captures++;
        liveGraphs++;
        return new Captured() {
            @Override
            public void launch() {
                outsideOfCaptures();
                failMaybe();
                launches++;
                queue.addAll(recorded);
            }

            @Override
            public void close() {
                called();
                liveGraphs--;
            }
        };
    }

    private void failMaybe() {
        failing.ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public void close() {
        outsideOfCaptures();
        closed = true;
        graphs.forEach(OrtGraph::close);
    }

    private final class Context implements Run {
        private final OrtGraph graph;
        private final Map<String, long[]> shapes = new HashMap<>();
        private final Map<String, Long> addresses = new HashMap<>();
        private boolean settled;
        private boolean captured;

        Context(OrtGraph graph) {
            this.graph = graph;
        }

        private void told() {
            outsideOfCaptures();
            if (captured) {
                throw new AssertionError("the state of a captured run was changed");
            }
            settled = false;
        }

        @Override
        public void shape(String input, long[] shape) {
            told();
            shapes.put(input, shape);
        }

        @Override
        public void bind(String tensor, long address) {
            told();
            if (address % 256 != 0) {
                throw new AssertionError(tensor + " is not aligned");
            }
            addresses.put(tensor, address);
        }

        @Override
        public void enqueue() {
            called();
            failMaybe();
            if (recording.isPresent() && !settled) {
                throw new EngineException("what a change of shapes left to do cannot be captured");
            }
            settled = true;
            captured |= recording.isPresent();
            Runnable run = pass(Map.copyOf(shapes), Map.copyOf(addresses));
            recording.orElse(queue).add(run);
        }

        private Runnable pass(Map<String, long[]> given, Map<String, Long> places) {
            return () -> {
                Map<String, Bytes> inputs = new HashMap<>();
                graph.inputs().forEach(name -> inputs.put(name, bytes(name, places.get(name), given.get(name))));
                Map<String, Bytes> outputs = new HashMap<>();
                graph.outputs().forEach(name -> outputs.put(name, bytes(name, places.get(name), result(name, given))));
                graph.run(inputs, outputs);
            };
        }

        /** What TensorRT infers. */
        private long[] result(String name, Map<String, long[]> given) {
            long[] ids = given.get("input_ids");
            if (name.startsWith("present_")) {
                long[] past = given.get(name.replace("present_", "past_"));
                return new long[] {ids[0], ids[1], past[2], past[3]};
            }
            return new long[] {ids[0], graph.width(name)};
        }

        private Bytes bytes(String name, long address, long[] shape) {
            long size = graph.bytes(name);
            for (long dimension : shape) {
                size *= dimension;
            }
            return new Bytes(at(address, size), shape);
        }
    }
}
