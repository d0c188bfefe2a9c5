package org.radiologygpt.model.tensorrt.device;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.model.tensorrt.binding.CudaException;

class FaultTest {
    @ParameterizedTest
    @CsvSource({
        "1, FAILED", "2, NO_MEMORY", "46, DEVICE_LOST", "100, DEVICE_LOST", "214, DEVICE_LOST", "700, DEVICE_LOST",
        "702, DEVICE_LOST", "716, DEVICE_LOST", "719, DEVICE_LOST", "900, FAILED", "901, FAILED", "999, DEVICE_LOST"
    })
    void codes_of_cuda_tell_what_to_expect(int code, Fault fault) {
        assertThat(Fault.of(new CudaException(code, "a call answered with an error")))
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "TensorRT made no execution context: Error Code 2: OutOfMemory (no further information), NO_MEMORY",
        "TensorRT made no execution context: Cuda Runtime (out of memory), NO_MEMORY",
        "TensorRT refused profile 7, FAILED"
    })
    void words_of_tensorrt_tell_of_memory_only(String words, Fault fault) {
        assertThat(Fault.of(new EngineException(words))).isEqualTo(fault);
    }
}
