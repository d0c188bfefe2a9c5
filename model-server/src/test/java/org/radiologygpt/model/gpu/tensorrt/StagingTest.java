package org.radiologygpt.model.gpu.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StagingTest {
    private final FakeGpu gpu = new FakeGpu();

    @Test
    void the_callers_buffer_can_be_changed_at_once_whatever_the_sizes() {
        gpu.use();
        long address = gpu.allocate(1000);
        Staging staging = new Staging(gpu, 256);
        byte[] expected = new byte[1000];
        int at = 0;
        for (int size : new int[] {1, 255, 256, 7, 257, 200}) {
            ByteBuffer given = ByteBuffer.allocate(size);
            for (int i = 0; i < size; i++) {
                given.put(i, (byte) (at + i));
                expected[at + i] = (byte) (at + i);
            }
            staging.write(address + at, given);
            assertThat(given.remaining()).isEqualTo(size);
            given.put(0, (byte) 99);
            at += size;
        }
        gpu.synchronize();
        byte[] written = new byte[at];
        gpu.memory.get(address).duplicate().clear().get(written);
        assertThat(written).isEqualTo(java.util.Arrays.copyOf(expected, at));
    }
}
