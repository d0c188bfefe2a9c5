package org.radiologygpt.model.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small model on ONNX Runtime everywhere, and on TensorRT where there is a GPU: the first thing to run there. */
class OnnxOnBothEnginesTest {
    private static final float[] X = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final float[] DOUBLED = {2, 4, 6, 8, 10, 12, 14, 16};

    @TempDir
    Path directory;

    @Test
    void onnx_runtime_doubles() throws Exception {
        assertThat(doubled("OnnxRuntime", Map.of())).containsExactly(DOUBLED);
    }

    @Test
    void tensorrt_builds_the_same_model_once_and_doubles() throws Exception {
        assumeThat(GpuProbe.ofThisMachine(System.getenv()).report().isComplete())
                .isTrue();
        Map<String, String> options = Map.of(
                "profiles",
                "x=1x4 ; x=1x4/2x4/8x4",
                "cacheDirectory",
                directory.resolve("cache").toString());

        assertThat(doubled("TensorRT", options)).containsExactly(DOUBLED);
        assertThat(doubled("TensorRT", options)).containsExactly(DOUBLED);
    }

    private float[] doubled(String engine, Map<String, String> options) throws Exception {
        Path onnx = Files.write(directory.resolve("double.onnx"), model().toByteArray());
        Criteria.Builder<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(onnx)
                .optEngine(engine);
        options.forEach(criteria::optOption);
        try (ZooModel<NDList, NDList> model = criteria.build().loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDManager manager = model.getNDManager().newSubManager()) {
            NDArray x = manager.create(X, new Shape(2, 4));
            return predictor.predict(new NDList(x)).singletonOrThrow().toFloatArray();
        }
    }

    /** y = x + x, float {@code [rows, 4]}. */
    private static ModelProto model() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(GraphProto.newBuilder()
                        .setName("double")
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Add")
                                .addInput("x")
                                .addInput("x")
                                .addOutput("y"))
                        .addInput(rows("x"))
                        .addOutput(rows("y")))
                .build();
    }

    private static ValueInfoProto rows(String name) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(4))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
