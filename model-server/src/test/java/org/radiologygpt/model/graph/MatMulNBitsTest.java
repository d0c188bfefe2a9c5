package org.radiologygpt.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.model.decode.Djl;
import org.radiologygpt.model.quantize.BlockLayout;
import org.radiologygpt.model.quantize.Dequantized;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.SafetensorsWriter;
import org.radiologygpt.model.weights.Tensor;

/** The operator itself: our layout is read as we mean it, whatever the row's length leaves over. */
class MatMulNBitsTest {
    private static final String MATRIX = LlamaTensors.layer(0, "mlp.down_proj");
    private static final int ROWS = 96;

    @TempDir
    Path directory;

    @BeforeAll
    static void djl_comes_before_onnx_runtime() {
        Djl.offline();
        Engine.getEngine("OnnxRuntime");
    }

    static Stream<Arguments> layouts() {
        return Stream.of(32, 64, 128)
                .flatMap(block -> Stream.of(Precision.int8(block), Precision.int4(block), Precision.int4Exact(block)))
                .flatMap(
                        precision -> Stream.of(256, 260, 688, 33, 24).map(columns -> Arguments.of(precision, columns)));
    }

    /**
     * Hidden states of whole numbers whose largest is 127 in every block: rounding them to 8 bits changes nothing, so
     * that all accuracy levels must agree with 64 bits.
     */
    @ParameterizedTest
    @MethodSource("layouts")
    void product_equals_that_of_the_dequantised_matrix(Precision precision, int columns) throws Exception {
        Map<String, Tensor> tensors = tensors(precision, columns);
        Tensor blocks = tensors.get(BlockLayout.blocksName(MATRIX));
        Tensor scales = tensors.get(BlockLayout.scalesName(MATRIX));
        float[] matrix = Dequantized.matrix(blocks, scales, columns, precision.bits());
        for (int sequence : new int[] {1, 5}) {
            float[] states = states(columns, sequence, precision.block());
            float[] actual = run(precision, columns, blocks, scales, states, sequence);
            double[] expected = multiply(matrix, states, columns, sequence);
            double magnitude = 0;
            for (double value : expected) {
                magnitude = Math.max(magnitude, Math.abs(value));
            }
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(actual[i] - expected[i]) / magnitude).isLessThan(1e-4);
            }
        }
    }

    /** Of a model whose one matrix has so many columns. */
    private Map<String, Tensor> tensors(Precision precision, int columns) throws Exception {
        LlamaConfig config = new LlamaConfig(8, ROWS, columns, 1, 1, 1, 16, 8, 1e-5, 10000, false, 1, 2);
        Random random = new Random(columns);
        Files.writeString(directory.resolve("config.json"), config.toJson());
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(config).forEach((name, shape) -> {
            float[] values = new float[(int) (shape[0] * (shape.length > 1 ? shape[1] : 1))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            writer.add(name, values, shape);
        });
        writer.write(directory.resolve("model.safetensors"));
        return new Quantized(LlamaWeights.open(directory), Optional.empty(), precision).inMemory();
    }

    private static float[] states(int columns, int sequence, int block) {
        Random random = new Random(5);
        float[] states = new float[sequence * columns];
        for (int i = 0; i < states.length; i++) {
            boolean extreme = i % columns % block == 0;
            states[i] = extreme ? random.nextBoolean() ? 127 : -127 : random.nextInt(255) - 127;
        }
        return states;
    }

    private static float[] run(
            Precision precision, int columns, Tensor blocks, Tensor scales, float[] states, int sequence)
            throws OrtException {
        BlockLayout layout = new BlockLayout(ROWS, columns, precision);
        OnnxGraph graph = new OnnxGraph();
        graph.input("x", ElementType.FLOAT, 1, "seq", columns);
        graph.external("blocks", ElementType.UINT8, layout.blocksShape());
        graph.external("scales", ElementType.FLOAT, layout.scalesShape());
        LlamaConfig any = new LlamaConfig(8, ROWS, columns, 1, 1, 1, 16, 8, 1e-5, 10000, false, 1, 2);
        String product = new FusedOperators(graph, any, 8).linear("x", "blocks", "scales", layout);
        graph.op("Identity", product).out("y");
        graph.output("y", ElementType.FLOAT, 1, "seq", ROWS);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions();
                OnnxTensor b =
                        OnnxTensor.createTensor(environment, blocks.data(), layout.blocksShape(), OnnxJavaType.UINT8);
                OnnxTensor s =
                        OnnxTensor.createTensor(environment, scales.data(), layout.scalesShape(), OnnxJavaType.FLOAT);
                OnnxTensor x = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(states), new long[] {1, sequence, columns})) {
            options.addExternalInitializers(Map.of("blocks", b, "scales", s));
            try (OrtSession session = environment.createSession(graph.toModel("one"), options);
                    OrtSession.Result result = session.run(Map.of("x", x))) {
                FloatBuffer y = ((OnnxTensor) result.get("y").orElseThrow()).getFloatBuffer();
                float[] values = new float[y.remaining()];
                y.get(values);
                return values;
            }
        }
    }

    private static double[] multiply(float[] matrix, float[] states, int columns, int sequence) {
        double[] out = new double[sequence * ROWS];
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < columns; c++) {
                out[i] += (double) matrix[i % ROWS * columns + c] * states[i / ROWS * columns + c];
            }
        }
        return out;
    }
}
