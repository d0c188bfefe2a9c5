package org.radiologygpt.model.tensorrt.engine;

import ai.djl.BaseModel;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.radiologygpt.model.tensorrt.plan.PlanOptions;

/** A model of DJL that is an ONNX file or a plan. */
final class TensorRtModel extends BaseModel {
    private final TensorRtEngine engine;

    TensorRtModel(String name, TensorRtNDManager manager, TensorRtEngine engine) {
        super(name);
        this.engine = engine;
        this.manager = manager;
        manager.setName("tensorRtModel");
        dataType = DataType.FLOAT32;
    }

    @Override
    public void load(Path path, String prefix, Map<String, ?> options) throws IOException {
        if (block != null) {
            throw new UnsupportedOperationException("a TensorRT model has a block already, or was loaded before");
        }
        Path file = ModelFile.find(path.toAbsolutePath(), prefix, modelName);
        setModelDir(file.getParent());
        wasLoaded = true;
        TensorRtNDManager owner = (TensorRtNDManager) manager;
        Path plan = plan(file, options == null ? Map.of() : options);
        TensorRtBlock loaded = new TensorRtBlock(engine.session(plan, owner.getDevice()), owner);
        owner.attachInternal(NDManager.nextUid(), loaded);
        block = loaded;
    }

    private Path plan(Path file, Map<String, ?> options) throws IOException {
        if (ModelFile.isPlan(file)) {
            PlanOptions.refuse(options);
            return file;
        }
        return engine.planOf(file, PlanOptions.of(options), manager.getDevice());
    }
}
