package org.radiologygpt.model.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.Rows;
import org.radiologygpt.model.weights.Tensor;

class RowQuantizerTest {
    /** One row, rounded: blocks, scales, and what they stand for. */
    private record Result(BlockLayout layout, ByteBuffer blocks, ByteBuffer scales) {
        float scale(int block) {
            return scales.getFloat(block * Float.BYTES);
        }

        int stored(int weight) {
            return Dequantized.integer(blocks, weight, layout.precision().bits());
        }

        float[] values() {
            return Dequantized.matrix(
                    tensor(DType.U8, layout.blocksShape(), blocks),
                    tensor(DType.F32, layout.scalesShape(), scales),
                    layout.columns(),
                    layout.precision().bits());
        }

        private static Tensor tensor(DType type, long[] shape, ByteBuffer data) {
            return new Tensor("t", type, shape, Path.of(""), Tensor.NOT_IN_A_FILE, data);
        }
    }

    private record OneRow(float[] values) implements Rows {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public int columns() {
            return values.length;
        }

        @Override
        public void copy(int row, float[] into) {
            System.arraycopy(values, 0, into, 0, into.length);
        }
    }

    private static Result quantize(Precision precision, float... row) {
        BlockLayout layout = new BlockLayout(1, row.length, precision);
        ByteBuffer blocks = Quantized.buffer(layout.blocksSize());
        ByteBuffer scales = Quantized.buffer(layout.scalesSize());
        new RowQuantizer(new OneRow(row), layout).quantize(0, blocks, scales);
        return new Result(layout, blocks, scales);
    }

    static Stream<Precision> precisions() {
        return Stream.of(32, 64, 128).flatMap(block -> Stream.of(Precision.int8(block), Precision.int4(block)));
    }

    @Provide
    Arbitrary<Precision> precision() {
        return Arbitraries.of(precisions().toList());
    }

    @Provide
    Arbitrary<List<Float>> rows() {
        Arbitrary<Float> usual = Arbitraries.floats().between(-2, 2);
        Arbitrary<Float> wide = Arbitraries.floats().between(-3e38f, 3e38f);
        return Arbitraries.oneOf(
                usual.list().ofMinSize(1).ofMaxSize(300),
                wide.list().ofMinSize(1).ofMaxSize(300));
    }

    @Property(tries = 300)
    void no_weight_is_off_by_more_than_half_of_its_blocks_scale(
            @ForAll("rows") List<Float> row, @ForAll("precision") Precision precision) {
        float[] values = floats(row);
        Result result = quantize(precision, values);
        float[] back = result.values();
        for (int i = 0; i < values.length; i++) {
            double bound = 0.5 * Math.abs((double) result.scale(i / precision.block()));
            assertThat(Math.abs((double) back[i] - values[i])).isLessThanOrEqualTo(bound * 1.0001 + Float.MIN_NORMAL);
        }
    }

    @Property(tries = 300)
    void a_scale_is_no_larger_than_its_blocks_extreme_asks_for(
            @ForAll("rows") List<Float> row, @ForAll("precision") Precision precision) {
        float[] values = floats(row);
        Result result = quantize(precision, values);
        double reach = (1 << precision.bits() - 1) - 0.5;
        for (int block = 0; block < result.layout().blocks(); block++) {
            int to = Math.min(values.length, (block + 1) * precision.block());
            double largest = IntStream.range(block * precision.block(), to)
                    .mapToDouble(i -> Math.abs((double) values[i]))
                    .max()
                    .orElseThrow();
            assertThat(Math.abs((double) result.scale(block))).isLessThanOrEqualTo(largest / reach * 1.0001);
        }
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void a_last_block_that_is_not_full_is_filled_up_with_zeros(Precision precision) {
        float[] row = new float[precision.block() + 3];
        Arrays.fill(row, 0.5f);
        Result result = quantize(precision, row);
        assertThat(result.layout().blocks()).isEqualTo(2);
        assertThat(result.blocks().capacity()).isEqualTo(2 * precision.block() * precision.bits() / 8);
        int zero = 1 << precision.bits() - 1;
        for (int weight = row.length; weight < 2 * precision.block(); weight++) {
            assertThat(result.stored(weight)).isEqualTo(zero);
        }
        assertThat(result.values()).containsExactly(row);
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void zeros_stay_zeros_beside_a_block_that_has_weights(Precision precision) {
        float[] row = new float[2 * precision.block()];
        row[0] = 1;
        Result result = quantize(precision, row);
        assertThat(result.scale(1)).isZero();
        assertThat(result.values()).containsExactly(row);
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void the_extreme_of_a_block_is_kept_whatever_its_sign(Precision precision) {
        float[] row = new float[precision.block()];
        for (float extreme : new float[] {1, -1, Float.MAX_VALUE, -Float.MAX_VALUE, 1e-30f}) {
            Arrays.fill(row, extreme / 16);
            row[7] = extreme;
            float[] back = quantize(precision, row).values();
            assertThat((double) back[7]).isCloseTo(extreme, Percentage.withPercentage(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void blocks_of_negative_weights_alone_are_as_exact_as_their_mirror(Precision precision) {
        float[] negative = new float[precision.block()];
        float[] positive = new float[precision.block()];
        for (int i = 0; i < negative.length; i++) {
            negative[i] = -0.01f * (i + 1);
            positive[i] = -negative[i];
        }
        float[] mirrored = quantize(precision, positive).values();
        float[] back = quantize(precision, negative).values();
        for (int i = 0; i < back.length; i++) {
            assertThat(back[i]).isNotPositive();
            assertThat(back[i] + mirrored[i]).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void weights_too_small_for_a_scale_become_zero(Precision precision) {
        float[] row = new float[precision.block()];
        Arrays.fill(row, Float.MIN_VALUE);
        assertThat(quantize(precision, row).values()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void what_is_no_finite_number_is_refused(float value) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> quantize(Precision.int4(32), 1, value, 2))
                .withMessageContaining("no finite number");
    }

    @Test
    void the_first_of_two_weights_of_four_bits_lies_in_the_low_half() {
        float[] row = new float[32];
        row[0] = -8;
        row[1] = 7;
        row[2] = 3;
        Result result = quantize(Precision.int4(32), row);
        assertThat(result.scale(0)).isEqualTo(1);
        assertThat(result.blocks().get(0)).isEqualTo((byte) 0xf0);
        assertThat(result.blocks().get(1)).isEqualTo((byte) 0x8b);
    }

    private static float[] floats(List<Float> row) {
        float[] values = new float[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        return values;
    }
}
