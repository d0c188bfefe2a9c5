package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.radiologygpt.model.gpu.Device.Region;
import org.radiologygpt.model.gpu.KvLayout.Step;

class KvLayoutTest {
    private static final int TOKEN_BYTES = 2;

    @Property(tries = 50)
    void rows_keep_their_tokens_when_the_pitch_doubles_and_halves_again(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 3) int planes,
            @ForAll @IntRange(min = 1, max = 5) int smallest,
            @ForAll @IntRange(min = 1, max = 3) int doublings) {
        KvLayout layout = new KvLayout(planes, rows, smallest << doublings, TOKEN_BYTES);
        OrtDevice device = new OrtDevice();
        long memory = device.allocate(layout.bytes());
        fill(device, layout, memory, smallest);
        int pitch = smallest;
        for (int i = 0; i < doublings; i++) {
            make(device, memory, layout.doubling(pitch));
            pitch *= 2;
            assertHeld(device, layout, memory, pitch, smallest);
        }
        for (int i = 0; i < doublings; i++) {
            make(device, memory, layout.halving(pitch));
            pitch /= 2;
            assertHeld(device, layout, memory, pitch, smallest);
        }
    }

    /** A step for each power of two below the rows: what a GPU gets in one call moves many rows of all planes. */
    @Property(tries = 50)
    void doubling_takes_few_calls(@ForAll @IntRange(min = 1, max = 1000) int rows) {
        KvLayout layout = new KvLayout(64, rows, 512, 8192);
        assertThat(layout.doubling(64)).hasSize(32 - Integer.numberOfLeadingZeros(rows - 1));
        assertThat(layout.doubling(64).stream()
                        .mapToInt(step -> step.extent().rows())
                        .sum())
                .isEqualTo(rows - 1);
    }

    @Property(tries = 10)
    void the_cache_of_a_seven_billion_model_is_half_a_mebibyte_a_token(
            @ForAll @IntRange(min = 1, max = 300) int slots) {
        KvLayout layout = new KvLayout(64, slots + 1, 512, 32 * 128 * 2);
        assertThat(layout.bytes()).isEqualTo((slots + 1) * 512L * 524_288);
        assertThat(layout.offset(63, slots, 511, 512) + layout.tokenBytes()).isEqualTo(layout.bytes());
    }

    private static void make(OrtDevice device, long memory, List<Step> steps) {
        steps.forEach(step -> device.copy(in(memory, step.to()), in(memory, step.from()), step.extent()));
    }

    private static Region in(long memory, Region region) {
        return new Region(memory + region.address(), region.rowPitch(), region.planePitch());
    }

    private static void fill(OrtDevice device, KvLayout layout, long memory, int pitch) {
        each(layout, pitch, (plane, row, token) -> {
            ByteBuffer bytes = ByteBuffer.allocate(TOKEN_BYTES).putShort(0, mark(plane, row, token));
            device.write(memory + layout.offset(plane, row, token, pitch), bytes);
        });
    }

    private static void assertHeld(OrtDevice device, KvLayout layout, long memory, int pitch, int tokens) {
        each(layout, tokens, (plane, row, token) -> {
            ByteBuffer bytes = ByteBuffer.allocate(TOKEN_BYTES);
            device.read(memory + layout.offset(plane, row, token, pitch), bytes);
            assertThat(bytes.getShort(0)).isEqualTo(mark(plane, row, token));
        });
    }

    private static short mark(int plane, int row, int token) {
        return (short) (1 + plane * 1000 + row * 50 + token);
    }

    private interface Token {
        void at(int plane, int row, int token);
    }

    private static void each(KvLayout layout, int tokens, Token action) {
        for (int plane = 0; plane < layout.planes(); plane++) {
            for (int row = 0; row < layout.rows(); row++) {
                for (int token = 0; token < tokens; token++) {
                    action.at(plane, row, token);
                }
            }
        }
    }
}
