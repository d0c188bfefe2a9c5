package org.radiologygpt.model.bench.speed;

import java.util.Optional;
import org.radiologygpt.model.bench.gguf.GgufType;
import org.radiologygpt.model.quantize.Precision;

/** What is measured: this project's engine in a precision, or llama.cpp with weights of as many bits. */
enum EngineKind {
    OURS_F32("ours, f32", Optional.of(Precision.F32), GgufType.F32, true),
    LLAMA_F32("llama.cpp, F32", Optional.empty(), GgufType.F32, false),
    OURS_INT8("ours, int8 block 32", Optional.of(Precision.int8(32)), GgufType.Q8_0, true),
    OURS_INT8_128("ours, int8 block 128", Optional.of(Precision.int8(128)), GgufType.Q8_0, false),
    LLAMA_Q8_0("llama.cpp, Q8_0", Optional.empty(), GgufType.Q8_0, false),
    OURS_INT4("ours, int4 block 32", Optional.of(Precision.int4(32)), GgufType.Q4_0, true),
    OURS_INT4_128("ours, int4 block 128", Optional.of(Precision.int4(128)), GgufType.Q4_0, false),
    LLAMA_Q4_0("llama.cpp, Q4_0", Optional.empty(), GgufType.Q4_0, false);

    private final String title;
    private final Optional<Precision> precision;
    private final GgufType bits;
    private final boolean equalBits;

    EngineKind(String title, Optional<Precision> precision, GgufType bits, boolean equalBits) {
        this.title = title;
        this.precision = precision;
        this.bits = bits;
        this.equalBits = equalBits;
    }

    String title() {
        return title;
    }

    /** Of this project's engine; empty for llama.cpp. */
    Optional<Precision> precision() {
        return precision;
    }

    /** Weights of llama.cpp that have as many bits. */
    GgufType bits() {
        return bits;
    }

    /** Whether the goals hold for it: as many bits a weight, scales included, as its peer or more. */
    boolean equalBits() {
        return equalBits;
    }

    /** llama.cpp with as many bits. */
    EngineKind peer() {
        return switch (bits) {
            case F32 -> LLAMA_F32;
            case Q8_0 -> LLAMA_Q8_0;
            case Q4_0 -> LLAMA_Q4_0;
        };
    }
}
