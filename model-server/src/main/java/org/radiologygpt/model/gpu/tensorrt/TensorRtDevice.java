package org.radiologygpt.model.gpu.tensorrt;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderException.Reason;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.gpu.Device;
import org.radiologygpt.model.gpu.DeviceEngine;
import org.radiologygpt.model.gpu.Profile;
import org.radiologygpt.model.tensorrt.device.Fault;
import org.radiologygpt.model.tensorrt.device.GpuCalls;
import org.radiologygpt.model.tensorrt.device.GpuCalls.Memory;
import org.radiologygpt.model.weights.Tensor;

/**
 * A GPU through CUDA and TensorRT. One thread is let in at a time, so that an adapter's copies come between two passes, never
 * into what is being captured.
 *
 * <p>Once the GPU is lost no call is made any more: each would only fail, and some of TensorRT's end the process.
 */
final class TensorRtDevice implements Device {
    private static final int STAGED = 4 << 20;

    private final int index;
    private final GpuCalls gpu;
    private final Planner planner;
    private final boolean capturing;
    private final Staging staging;
    private final List<Long> memory = new ArrayList<>();
    private final AtomicLong launches = new AtomicLong();
    private volatile Memory lastTold = new Memory(0, 0);
    private volatile boolean lost;
    private volatile boolean closed;

    /**
     * From now on it owns the calls and closes them.
     *
     * @param index the driver's number of the GPU
     * @param capturing whether steps are replayed from CUDA graphs
     */
    TensorRtDevice(int index, GpuCalls gpu, Planner planner, boolean capturing) {
        this.index = index;
        this.gpu = gpu;
        this.planner = planner;
        this.capturing = capturing;
        staging = answered(() -> new Staging(gpu, STAGED));
    }

    @Override
    public synchronized long allocate(long bytes) {
        return answered(() -> {
            long address = gpu.allocate(Math.max(1, bytes));
            memory.add(address);
            gpu.clear(address, bytes);
            return address;
        });
    }

    @Override
    public synchronized ByteBuffer buffer(int bytes) {
        return answered(() -> gpu.pinned(bytes).order(ByteOrder.nativeOrder()));
    }

    @Override
    public synchronized void write(long address, ByteBuffer from) {
        guarded(() -> staging.write(address, from));
    }

    @Override
    public synchronized void read(long address, ByteBuffer into) {
        guarded(() -> {
            gpu.download(address, into);
            gpu.synchronize();
            staging.settled();
        });
    }

    @Override
    public synchronized void copy(Region to, Region from, Extent extent) {
        guarded(() -> gpu.copy(Blocks.of(to, extent), Blocks.of(from, extent)));
    }

    @Override
    public synchronized void clear(Region region, Extent extent) {
        guarded(() -> gpu.clear(Blocks.of(region, extent)));
    }

    @Override
    public Supplier<DeviceEngine> build(Graph graph, Map<String, Tensor> weights, List<Profile> profiles) {
        Path plan = planned(graph, weights, profiles);
        return () -> loaded(plan, profiles);
    }

    private synchronized DeviceEngine loaded(Path plan, List<Profile> profiles) {
        return answered(() -> {
            GpuCalls.Plan loaded = gpu.load(plan);
            return new ReplayedEngine(this, gpu, loaded, profiles, allocate(loaded.workspace()));
        });
    }

    private Path planned(Graph graph, Map<String, Tensor> weights, List<Profile> profiles) {
        try (GraphFiles files = GraphFiles.write(planner.directory(), graph, weights)) {
            return planner.planOf(files.onnx(), PlanProfiles.of(profiles));
        } catch (IOException e) {
            throw new DecoderException("no TensorRT engine could be built: " + e.getMessage(), e);
        } catch (EngineException | IllegalArgumentException e) {
            throw new DecoderException(e.getMessage(), e);
        }
    }

    /** Whether what is run again and again may be captured. */
    boolean capturing() {
        return capturing;
    }

    /** A pass was replayed. */
    void launched() {
        launches.incrementAndGet();
    }

    /** One call or several, of this thread alone, with what their failure means. */
    synchronized void guarded(Runnable calls) {
        answered(() -> {
            calls.run();
            return true;
        });
    }

    private <T> T answered(Supplier<T> calls) {
        if (lost || closed) {
            throw new DecoderException(Reason.DEVICE_LOST, "GPU " + index + " is lost for this process");
        }
        try {
            gpu.use();
            return calls.get();
        } catch (EngineException e) {
            throw failure(e);
        }
    }

    private DecoderException failure(EngineException e) {
        Fault fault = Fault.of(e);
        Fault told = fault == Fault.FAILED ? afterwards() : fault;
        note(told);
        Reason reason =
                switch (told) {
                    case NO_MEMORY -> Reason.NO_MEMORY;
                    case DEVICE_LOST -> Reason.DEVICE_LOST;
                    case FAILED -> Reason.FAILED;
                };
        DecoderException failure = new DecoderException(reason, "GPU " + index + ": " + e.getMessage());
        failure.initCause(e);
        return failure;
    }

    private void note(Fault fault) {
        if (fault == Fault.DEVICE_LOST) {
            lost = true;
        }
    }

    /** TensorRT tells words and no code; whether the GPU is gone shows at the next call of CUDA. */
    private Fault afterwards() {
        try {
            gpu.synchronize();
            return Fault.FAILED;
        } catch (EngineException e) {
            return Fault.of(e);
        }
    }

    /** Asks beside all other calls: a pass that never ends must not keep whoever asks. */
    @Override
    public DeviceStatus status() {
        if (!lost && !closed) {
            try {
                gpu.use();
                lastTold = gpu.memory();
            } catch (EngineException e) {
                note(Fault.of(e));
            }
        }
        Memory told = lastTold;
        return new DeviceStatus(index, told.total() - told.free(), told.total(), lost, launches.get());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!lost) {
            try {
                gpu.use();
                gpu.synchronize();
                memory.forEach(gpu::free);
                gpu.close();
            } catch (EngineException e) {
                lost = true;
            }
        }
    }
}
