package org.radiologygpt.model.gpu.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.TinyLlama;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.weights.DType;

class TensorRtDecodersTest {
    private static final DecoderOptions OPTIONS =
            DecoderOptions.defaults().withSlots(1).withMaxTokens(32);

    @TempDir
    Path directory;

    @BeforeEach
    void write_a_model() throws IOException {
        TinyLlama.write(directory, TinyLlama.GROUPED, DType.F32, 7);
    }

    @Test
    void where_one_gpu_is_not_there_the_others_are_let_go() {
        FakeMachine machine = new FakeMachine(1, directory.resolve("plans"));
        assertThatExceptionOfType(DecoderException.class)
                .isThrownBy(() -> machine.decoders(0, 1).open(directory, OPTIONS, () -> ""))
                .withMessage("there is no GPU 1");
        assertThat(machine.gpu(0).closed).isTrue();
        assertThat(machine.gpu(0).memory).isEmpty();
    }

    @Test
    void eight_bits_are_refused() {
        FakeMachine machine = new FakeMachine(1, directory.resolve("plans"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> machine.decoders(0).open(directory, OPTIONS.withPrecision(Precision.int8(32)), () -> ""))
                .withMessageContaining("int8-b32 is for CPUs");
    }

    @Test
    void a_machine_without_a_gpu_is_told_in_one_sentence() {
        assumeThat(GpuProbe.ofThisMachine(System.getenv()).report().isComplete())
                .isFalse();
        assertThatExceptionOfType(DecoderException.class)
                .isThrownBy(() -> TensorRtDecoders.ofThisMachine(System.getenv(), List.of(0), Optional.empty())
                        .open(directory, OPTIONS, () -> ""))
                .withMessageStartingWith("TensorRT cannot be used: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
