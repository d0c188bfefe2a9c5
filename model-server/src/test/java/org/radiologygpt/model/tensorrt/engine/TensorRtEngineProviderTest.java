package org.radiologygpt.model.tensorrt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.tensorrt.GpuProbe;

/** TensorRT beside the other engines of the class path, on this machine. */
class TensorRtEngineProviderTest {
    @Test
    void djl_finds_the_provider_and_keeps_its_default_engine() {
        assertThat(Engine.hasEngine("TensorRT")).isTrue();
        assertThat(Engine.getDefaultEngineName()).isNotNull().isNotEqualTo("TensorRT");
        try (NDManager manager = Engine.getEngine("OnnxRuntime").newBaseManager()) {
            assertThat(manager.create(new float[] {1}).toFloatArray()).containsExactly(1);
        }
    }

    @Test
    void without_a_gpu_each_entry_names_what_is_missing_however_often_it_is_asked() {
        assumeThat(GpuProbe.ofThisMachine(System.getenv()).report().gpus()).isEmpty();
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> Engine.getEngine("TensorRT"))
                    .withMessageStartingWith("TensorRT cannot be used: ")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> Model.newInstance("m", "TensorRT"))
                    .withMessageStartingWith("TensorRT cannot be used: ");
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> NDManager.newBaseManager(Device.gpu(), "TensorRT"))
                    .withMessageStartingWith("TensorRT cannot be used: ");
        }
    }
}
