package org.radiologygpt.model.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractSymbolBlock;
import ai.djl.nn.ParameterList;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.radiologygpt.model.decode.CacheBinding.Pass;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.graph.LlamaGraph;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.Tensor;

/**
 * A LLaMA decoder as DJL block, with a cache of its own that ONNX Runtime writes in place; DJL's symbol block cannot pin
 * outputs and would copy the cache at every step.
 *
 * <p>Inputs: token ids int64 {@code [rows, seq]}, tokens held before int32 {@code [rows]}, first slot int32 {@code [1]}.
 * Output: logits float {@code [rows, vocab]}, valid until the next pass.
 */
final class LlamaBlock extends AbstractSymbolBlock implements AutoCloseable {
    private final LlamaConfig config;
    private final Weights weights;
    private final OrtSession session;
    private final CacheBinding cache;
    private final AdapterMemory adapters;
    private final ByteBuffer logits;

    /** Of tensors in the precision of the options. */
    LlamaBlock(LlamaConfig config, Map<String, Tensor> tensors, Dialect dialect, DecoderOptions options)
            throws OrtException {
        this.config = config;
        int maxTokens = options.maxTokens();
        cache = CacheBinding.of(dialect, config, new KvCache(config, options.slots(), maxTokens), maxTokens);
        logits = ByteBuffer.allocateDirect(Math.multiplyExact(options.slots(), config.vocabSize() * Float.BYTES))
                .order(ByteOrder.nativeOrder());
        Map<String, DType> types = new HashMap<>();
        tensors.forEach((name, tensor) -> types.put(name, tensor.type()));
        weights = new Weights(tensors);
        byte[] graph = LlamaGraph.emit(
                config, types, weights.files(), options.precision(), dialect, maxTokens, options.adapters());
        adapters = new AdapterMemory(config, options.adapters(), options.slots());
        session = open(graph, options);
    }

    AdapterMemory adapters() {
        return adapters;
    }

    /** To be told when a slot is emptied. */
    void emptied(int slot) {
        cache.emptied(slot);
    }

    private OrtSession open(byte[] graph, DecoderOptions options) throws OrtException {
        try (SessionOptions session = new SessionOptions()) {
            session.setIntraOpNumThreads(options.intraOpThreads());
            session.addConfigEntry("session.intra_op.allow_spinning", options.spinning() ? "1" : "0");
            weights.addTo(session);
            return OrtEnvironment.getEnvironment().createSession(graph, session);
        } catch (OrtException e) {
            weights.close();
            adapters.close();
            throw e;
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray ids = inputs.get(0);
        Pass pass = new Pass(
                inputs.get(2).toIntArray()[0],
                inputs.get(1).toIntArray(),
                Math.toIntExact(ids.getShape().get(1)));
        OrtNDArray result = logits(ids.getManager(), pass.rows());
        try (Bindings bindings = new Bindings()) {
            bindings.borrow("input_ids", ((OrtNDArray) ids).getTensor());
            bindings.pin("logits", result.getTensor());
            cache.bind(bindings, pass);
            adapters.bind(bindings, pass);
            try (OrtSession.Result outputs = bindings.run(session)) {
                cache.store(outputs, pass);
            }
        } catch (OrtException e) {
            throw new DecoderException("ONNX Runtime failed: " + e.getCode(), e);
        }
        return new NDList(result);
    }

    private OrtNDArray logits(NDManager manager, int rows) {
        ByteBuffer memory = logits.slice(0, rows * config.vocabSize() * Float.BYTES);
        return (OrtNDArray) manager.create(
                memory.order(ByteOrder.nativeOrder()).asFloatBuffer(),
                new Shape(rows, config.vocabSize()),
                DataType.FLOAT32);
    }

    /** None that DJL could see: the weights belong to the session. */
    @Override
    public ParameterList getDirectParameters() {
        return new ParameterList();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new DecoderException("ONNX Runtime failed: " + e.getCode(), e);
        } finally {
            weights.close();
            adapters.close();
        }
    }
}
