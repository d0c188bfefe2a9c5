package org.radiologygpt.model.tensorrt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.plan.FakePlans;
import org.radiologygpt.model.tensorrt.plan.OptionException;

/** DJL's own types above an engine without a GPU. */
class TensorRtModelTest {
    private static final List<Gpu> GPUS =
            List.of(new Gpu(0, "H200", 9, 0, 139L << 30), new Gpu(1, "H200", 9, 0, 139L << 30));

    @TempDir
    Path directory;

    private final FakeTensorRt fake = new FakeTensorRt();
    private final Engine engine = engine(Optional.empty());

    @BeforeEach
    void plan() throws IOException {
        Files.writeString(directory.resolve("double.plan"), "plan");
    }

    @Test
    void a_plan_is_loaded_and_predicts_lists_of_arrays() throws Exception {
        try (Model model = engine.newModel("double", null)) {
            model.load(directory);
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
                    NDManager manager = model.getNDManager().newSubManager()) {
                NDArray x = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(2, 4));

                NDArray y = predictor.predict(new NDList(x)).singletonOrThrow();

                assertThat(y.toFloatArray()).containsExactly(2, 4, 6, 8, 10, 12, 14, 16);
                assertThat(y.getShape()).isEqualTo(new Shape(2, 4));
                assertThat(y.getName()).isEqualTo("y");
                assertThat(y.getDataType()).isEqualTo(DataType.FLOAT32);
                y.setName("x");
                assertThat(predictor.predict(new NDList(y)).get(0).toFloatArray()[0])
                        .isEqualTo(4);
            }
            assertThat(model.describeInput().get("x")).isEqualTo(new Shape(-1, 4));
            assertThat(model.describeOutput().keys()).containsExactly("y");
        }
        assertThat(fake.memory).isEmpty();
        assertThat(fake.calls).startsWith("load double.plan on 0").endsWith("close");
    }

    @Test
    void an_onnx_file_is_built_for_its_gpu_and_the_plan_is_loaded() throws Exception {
        Path onnx = Files.writeString(directory.resolve("net.onnx"), "");
        Path cache = directory.resolve("cache");
        try (Model model = engine.newModel("net", Device.gpu(1))) {
            model.load(onnx, null, Map.of("precision", "fp16", "cacheDirectory", cache.toString()));

            assertThat(fake.calls).singleElement().asString().matches("load [0-9a-f]{64}\\.plan on 1");
            assertThat(cache.resolve(fake.calls.get(0).split(" ")[1])).hasContent("device 1 fp16");
        }
    }

    @Test
    void a_plan_that_cannot_be_served_is_taken_off_the_gpu_again() throws Exception {
        fake.failing = "tensor s holds a shape in main memory";
        try (Model model = engine.newModel("double", null)) {
            assertThatThrownBy(() -> model.load(directory)).hasMessage(fake.failing);
            assertThat(fake.calls).containsExactly("load double.plan on 0", "close");
        }
    }

    @Test
    void each_model_runs_on_its_gpu() throws Exception {
        try (Model model = engine.newModel("double", Device.gpu(1))) {
            model.load(directory);

            assertThat(model.getNDManager().getDevice()).isEqualTo(Device.gpu(1));
            assertThat(fake.calls).containsExactly("load double.plan on 1");
        }
    }

    @Test
    void a_device_that_is_not_there_is_told_with_those_that_are() {
        for (Device device : List.of(Device.cpu(), Device.gpu(2))) {
            assertThatThrownBy(() -> engine.newModel("double", device))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("TensorRT runs on GPUs; " + device + " is none of [gpu(0), gpu(1)]");
        }
    }

    @Test
    void predictors_of_one_model_may_run_in_many_threads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Model model = engine.newModel("double", null)) {
            model.load(directory);
            List<Future<float[]>> results = threads.invokeAll(IntStream.range(0, 32)
                    .mapToObj(i -> (Callable<float[]>) () -> predicted(model, i))
                    .toList());

            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).containsExactly(2 * i, 2 * i, 2 * i, 2 * i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] predicted(Model model, int value) throws TranslateException {
        try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
                NDManager manager = model.getNDManager().newSubManager()) {
            float[] row = {value, value, value, value};
            return predictor
                    .predict(new NDList(manager.create(row, new Shape(1, 4))))
                    .get(0)
                    .toFloatArray();
        }
    }

    @Test
    void what_does_not_fit_the_inputs_is_told() throws Exception {
        try (Model model = engine.newModel("double", null);
                NDManager manager = engine.newBaseManager()) {
            model.load(directory);
            NDArray named = manager.zeros(new Shape(1, 4));
            named.setName("z");

            refused(model, new NDList(named, named), "the model takes 1 inputs [x], and 2 came");
            refused(model, new NDList(named), "an array is named z; the inputs are [x], name all or none");
            refused(
                    model,
                    new NDList(manager.zeros(new Shape(1, 4), DataType.INT64)),
                    "input x takes float32, and int64 came");
            refused(model, new NDList(manager.zeros(new Shape(1, 5))), "input x takes shape (-1, 4), and (1, 5) came");
        }
    }

    private static void refused(Model model, NDList list, String sentence) {
        try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
            assertThatThrownBy(() -> predictor.predict(list))
                    .isInstanceOf(TranslateException.class)
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .hasRootCauseMessage(sentence);
        }
    }

    @Test
    void a_file_is_found_by_name_by_ending_or_by_its_path() throws Exception {
        Path nested = Files.createDirectories(directory.resolve("net"));
        Path onnx = Files.writeString(nested.resolve("net.onnx"), "");
        Path plan = Files.writeString(nested.resolve("net.plan"), "");

        assertThat(ModelFile.find(plan, null, "other")).isEqualTo(plan);
        assertThat(ModelFile.find(nested, "net.plan", "other")).isEqualTo(plan);
        assertThat(ModelFile.find(nested, "net", "other")).isEqualTo(onnx);
        assertThat(ModelFile.find(nested, null, "other")).isEqualTo(onnx);
        assertThatThrownBy(() -> ModelFile.find(directory, "net", "other"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("no .onnx or .plan file of [net] is in " + directory);
        Path text = Files.writeString(nested.resolve("net.txt"), "");
        assertThatThrownBy(() -> ModelFile.find(text, null, "net")).hasMessageEndingWith("is neither .onnx nor .plan");
    }

    @Test
    void options_of_a_build_are_refused_for_a_plan_and_unknown_ones_always() throws Exception {
        Files.writeString(directory.resolve("net.onnx"), "");
        try (Model model = engine.newModel("double", null)) {
            assertThatThrownBy(() -> model.load(directory, "double", Map.of("precision", "fp16")))
                    .isInstanceOf(OptionException.class);
            assertThatThrownBy(() -> model.load(directory, "net", Map.of("precison", "fp16")))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("TensorRT option precison: is not known");
        }
    }

    @Test
    void without_the_builders_file_plans_run_but_none_is_built() throws Exception {
        Files.writeString(directory.resolve("net.onnx"), "");
        Engine bare = engine(Optional.of("TensorRT builder: libnvinfer_builder_resource_sm90 was not found"));
        try (Model model = bare.newModel("double", null)) {
            assertThatThrownBy(() -> model.load(directory, "net"))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("TensorRT cannot build an engine of net.onnx: TensorRT builder:"
                            + " libnvinfer_builder_resource_sm90 was not found");
            model.load(directory, "double");
        }
    }

    @Test
    void an_array_outlives_its_manager_when_it_is_detached() {
        NDManager manager = engine.newBaseManager();
        NDArray kept = manager.create(new long[] {1, 2});
        NDArray gone = manager.create(new long[] {3});
        kept.detach();
        manager.close();

        assertThat(kept.toLongArray()).containsExactly(1, 2);
        assertThat(kept.getManager().isOpen()).isTrue();
        assertThatThrownBy(gone::getShape).isInstanceOf(IllegalStateException.class);
    }

    private Engine engine(Optional<String> builderProblem) {
        return new TensorRtEngine("10.6.0", GPUS, FakePlans.here(), builderProblem, fake);
    }
}
