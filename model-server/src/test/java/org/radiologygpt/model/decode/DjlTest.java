package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DjlTest {

    @Test
    void the_engine_starts_offline_and_without_telemetry() {
        assertThat(Djl.engine().getEngineName()).isEqualTo("OnnxRuntime");
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    }

    /**
     * ONNX Runtime 1.29.0 reports process, models and machine to its maker unless an environment variable forbids it,
     * which a JVM cannot set for itself.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x64/libonnxruntime.so",
                "linux-aarch64/libonnxruntime.so",
                "osx-aarch64/libonnxruntime.dylib",
                "win-x64/onnxruntime.dll"
            })
    void the_runtime_has_no_uploader_built_in(String library) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/ai/onnxruntime/native/" + library)) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(bytes.contains("OneCollector")).isFalse();
        }
    }
}
