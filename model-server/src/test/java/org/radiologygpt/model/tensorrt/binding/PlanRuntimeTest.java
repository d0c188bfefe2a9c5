package org.radiologygpt.model.tensorrt.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;

/** What of it needs no library of NVIDIA. */
class PlanRuntimeTest {
    @Test
    void a_plan_that_shrinks_while_it_is_read_is_an_error() throws IOException {
        PlanRuntime.fill(ByteBuffer.allocate(5), bytes(5));

        assertThatThrownBy(() -> PlanRuntime.fill(ByteBuffer.allocate(5), bytes(4)))
                .isInstanceOf(EOFException.class)
                .hasMessage("it became shorter while it was read");
    }

    @Test
    void bytes_behind_the_size_are_not_read() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(5);

        PlanRuntime.fill(chunk, bytes(6));

        assertThat(chunk.position()).isEqualTo(5);
    }

    private static ReadableByteChannel bytes(int count) {
        return Channels.newChannel(new ByteArrayInputStream(new byte[count]));
    }
}
