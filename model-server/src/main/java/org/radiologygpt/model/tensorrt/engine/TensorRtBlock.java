package org.radiologygpt.model.tensorrt.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractSymbolBlock;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Map;

/** A plan as DJL's block: arrays in, arrays out. Predictors of one model share it and wait for each other. */
final class TensorRtBlock extends AbstractSymbolBlock implements AutoCloseable {
    private final Session session;
    private final TensorRtNDManager manager;

    TensorRtBlock(Session session, TensorRtNDManager manager) {
        this.session = session;
        this.manager = manager;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        Map<String, HostTensor> results = session.run(new InputMatch(session.inputs()).of(inputs));
        NDList outputs = new NDList();
        for (Port port : session.outputs()) {
            HostTensor result = results.get(port.name());
            NDArray array =
                    manager.own(result.data(), result.shape(), port.type().djl());
            array.setName(port.name());
            outputs.add(array);
        }
        NDManager receiver = inputs.isEmpty() ? manager : inputs.head().getManager();
        outputs.attach(receiver);
        return outputs;
    }

    @Override
    public PairList<String, Shape> describeInput() {
        return described(session.inputs());
    }

    @Override
    public PairList<String, Shape> describeOutput() {
        return described(session.outputs());
    }

    private static PairList<String, Shape> described(List<Port> ports) {
        PairList<String, Shape> described = new PairList<>();
        ports.forEach(port -> described.add(port.name(), port.shape()));
        return described;
    }

    /** None that DJL could see: the weights are in the plan. */
    @Override
    public ParameterList getDirectParameters() {
        return new ParameterList();
    }

    @Override
    public void removeLastBlock() {
        throw new UnsupportedOperationException("a TensorRT plan cannot be taken apart");
    }

    @Override
    public void close() {
        session.close();
    }
}
