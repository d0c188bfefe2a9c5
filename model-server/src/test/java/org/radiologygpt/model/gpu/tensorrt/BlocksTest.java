package org.radiologygpt.model.gpu.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.radiologygpt.model.gpu.Device.Extent;
import org.radiologygpt.model.gpu.Device.Region;
import org.radiologygpt.model.tensorrt.device.GpuCalls.Block;

class BlocksTest {
    @Test
    void a_planes_pitch_counts_in_rows() {
        assertThat(Blocks.of(new Region(512, 64, 640), new Extent(32, 3, 7)))
                .isEqualTo(new Block(512, 64, 10, 32, 3, 7));
    }

    /** Of LLaMA-7B, 64 slots of 4,096 tokens have planes of 2.2 GB. */
    @Test
    void planes_beyond_the_limit_of_a_pitch_are_parted() {
        long plane = 65L * 4096 * 8192;
        Block block = Blocks.of(new Region(512, plane, plane), new Extent(8192, 1, 64));
        assertThat(block).isEqualTo(new Block(512, plane / 2, 2, 8192, 1, 64));
        assertThat(plane).isGreaterThan(Block.MOST_PITCH);
    }

    @Test
    void what_cuda_cannot_address_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocks.of(new Region(512, 64, 650), new Extent(32, 3, 7)));
        long prime = (1L << 31) + 11;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocks.of(new Region(512, prime, prime), new Extent(1 << 20, 1, 2)));
    }
}
