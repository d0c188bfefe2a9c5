package org.radiologygpt.model.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PrecisionTest {
    @Test
    void every_name_a_user_may_write_is_understood() {
        assertThat(Precision.parse("f32", 64)).isEqualTo(Precision.F32).hasToString("f32");
        assertThat(Precision.parse("int8", 32)).isEqualTo(Precision.int8(32)).hasToString("int8-b32");
        assertThat(Precision.parse("int4", 128)).isEqualTo(Precision.int4(128)).hasToString("int4-b128");
        assertThat(Precision.parse("int4-exact", 64))
                .isEqualTo(Precision.int4Exact(64))
                .hasToString("int4-b64-exact");
    }

    @Test
    void anything_else_is_refused_with_what_is_allowed() {
        refused(() -> Precision.parse("q4_0", 32), "precision is \"q4_0\", it must be f32, int8, int4 or int4-exact");
        refused(() -> Precision.parse("int8", 48), "block is 48, it must be 32, 64 or 128");
        refused(() -> new Precision(8, 32, true), "int8 has no exact form");
        refused(() -> new Precision(2, 32, false), "bits is 2");
        refused(() -> new BlockLayout(1, 1, Precision.F32), "no blocks");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
