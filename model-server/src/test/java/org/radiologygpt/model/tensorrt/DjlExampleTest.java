package org.radiologygpt.model.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/djl-tensorrt.md, so that it cannot rot. */
class DjlExampleTest {
    @TempDir
    Path directory;

    // example
    static float[] classify(Path onnx, float[] pixels) throws Exception {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(onnx)
                .optEngine("TensorRT")
                .optDevice(Device.gpu(0))
                .optOption("profiles", "image=1x3x224x224/8x3x224x224/32x3x224x224")
                .optOption("precision", "fp16")
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDManager manager = model.getNDManager().newSubManager()) {
            NDArray image = manager.create(pixels, new Shape(1, 3, 224, 224));
            return predictor.predict(new NDList(image)).singletonOrThrow().toFloatArray();
        }
    }
    // end

    @Test
    void the_page_shows_this_code() throws IOException {
        Path home = Path.of("").toAbsolutePath();
        while (!Files.exists(home.resolve("docs/djl-tensorrt.md"))) {
            home = home.getParent();
        }
        List<String> page = Files.readAllLines(home.resolve("docs/djl-tensorrt.md"));
        List<String> code = Files.readAllLines(
                home.resolve("model-server/src/test/java/org/radiologygpt/model/tensorrt/DjlExampleTest.java"));

        assertThat(between(page, "```java", "```"))
                .isEqualTo(between(code, "    // example", "    // end").stream()
                        .map(line -> line.isEmpty() ? line : line.substring("    ".length()))
                        .toList());
    }

    @Test
    void without_a_gpu_it_says_what_is_missing() throws IOException {
        assumeThat(GpuProbe.ofThisMachine(System.getenv()).report().gpus()).isEmpty();
        Path onnx = Files.writeString(directory.resolve("m.onnx"), "");

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> classify(onnx, new float[3 * 224 * 224]))
                .withMessageStartingWith("TensorRT cannot be used: ");
    }

    private static List<String> between(List<String> lines, String from, String to) {
        int first = lines.indexOf(from) + 1;
        assertThat(first).isPositive();
        List<String> rest = lines.subList(first, lines.size());
        return rest.subList(0, rest.indexOf(to));
    }
}
