package org.radiologygpt.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {

    @Test
    void every_half_has_the_value_that_ieee_754_defines() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            Double expected = byDefinition(bits);
            Double actual = (double) HalfFloat.toFloat((short) bits);
            assertThat(actual).as("%04x", bits).isEqualTo(expected);
        }
    }

    @Test
    void every_half_survives_the_way_to_float_and_back() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloat.fromFloat(value)).as("%04x", bits).isEqualTo((short) bits);
            } else {
                assertThat(HalfFloat.toFloat(HalfFloat.fromFloat(value))).isNaN();
            }
        }
    }

    @Property
    void no_other_half_is_nearer(@ForAll float value) {
        short half = HalfFloat.fromFloat(value);
        double distance = Math.abs((double) value - HalfFloat.toFloat(half));
        for (short other : new short[] {(short) (half - 1), (short) (half + 1)}) {
            float neighbour = HalfFloat.toFloat(other);
            if (Float.isFinite(neighbour) && Float.isFinite(HalfFloat.toFloat(half))) {
                assertThat(distance).isLessThanOrEqualTo(Math.abs((double) value - neighbour));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65504, 7bff", // largest finite
        "65519.996, 7bff",
        "65520, 7c00", // half way to what would be the next: infinity
        "1e30, 7c00",
        "-1e30, fc00",
        "5.9604645e-8, 0001", // smallest subnormal
        "2.9802322e-8, 0000", // half of it: ties to even
        "6.1035156e-5, 0400", // smallest normal
        "1.00048828125, 3c00", // tie between 3c00 and 3c01
        "1.00146484375, 3c02", // tie between 3c01 and 3c02
        "-0.0, 8000"
    })
    void rounds_to_nearest_with_ties_to_even(float value, String bits) {
        assertThat(HalfFloat.fromFloat(value)).isEqualTo((short) Integer.parseInt(bits, 16));
    }

    private static double byDefinition(int bits) {
        double sign = bits >> 15 == 0 ? 1.0 : -1.0;
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * fraction * Math.pow(2, -24)
                : sign * (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    }
}
