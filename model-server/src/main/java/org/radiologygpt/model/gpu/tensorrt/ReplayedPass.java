package org.radiologygpt.model.gpu.tensorrt;

import ai.djl.engine.EngineException;
import java.util.Map;
import org.radiologygpt.model.gpu.DeviceEngine.Binding;
import org.radiologygpt.model.tensorrt.device.Fault;
import org.radiologygpt.model.tensorrt.device.GpuCalls.Captured;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pass that may come again. The first time it runs as any other; the second in a context of its own, because TensorRT does
 * what is left of a change of shapes at the run after it; the third is captured; from then on it is replayed.
 */
final class ReplayedPass {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayedPass.class);

    private final ReplayedEngine engine;
    private final int profile;
    private final BoundShapes shared;
    private final Map<String, Binding> bindings;
    private State state = this::first;
    private Runnable closing = () -> {};

    private interface State {
        void run();
    }

    ReplayedPass(ReplayedEngine engine, int profile, BoundShapes shared, Map<String, Binding> bindings) {
        this.engine = engine;
        this.profile = profile;
        this.shared = shared;
        this.bindings = bindings;
    }

    void run() {
        state.run();
    }

    private void first() {
        asAnyOther();
        state = this::alone;
    }

    private void asAnyOther() {
        shared.tell(bindings);
        shared.enqueue();
    }

    private void alone() {
        if (!engine.capturing()) {
            asAnyOther();
            return;
        }
        BoundShapes own;
        try {
            own = engine.context(profile);
        } catch (EngineException e) {
            giveUp(e);
            asAnyOther();
            return;
        }
        state = () -> settle(own);
        run();
    }

    /** Where it fails, it is tried again in the same context: contexts cannot be freed. */
    private void settle(BoundShapes own) {
        own.tell(bindings);
        own.enqueue();
        state = () -> capture(own);
    }

    private void capture(BoundShapes own) {
        try {
            Captured graph = recorded(own);
            engine.captured(this);
            closing = graph::close;
            state = () -> replay(graph);
        } catch (EngineException e) {
            giveUp(e);
            asAnyOther();
            return;
        }
        run();
    }

    /** What was begun is ended whatever comes, or the stream would take no more work. */
    private Captured recorded(BoundShapes own) {
        engine.gpu().beginCapture();
        try {
            own.enqueue();
        } catch (EngineException e) {
            abandon(e);
            throw e;
        }
        return engine.gpu().endCapture();
    }

    private void abandon(EngineException cause) {
        try {
            engine.gpu().endCapture().close();
        } catch (EngineException e) {
            cause.addSuppressed(e);
        }
    }

    private void replay(Captured graph) {
        graph.launch();
        engine.launched();
    }

    /** Not capturing costs time only; a lost GPU is told. */
    private void giveUp(EngineException e) {
        if (Fault.of(e) == Fault.DEVICE_LOST) {
            throw e;
        }
        LOG.warn("steps of one shape run without a CUDA graph: {}", e.getMessage());
        state = this::asAnyOther;
    }

    void close() {
        closing.run();
    }
}
