package org.radiologygpt.trainer.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SignTestTest {
    @Test
    void it_is_the_tail_of_a_fair_coin() {
        assertThat(SignTest.p(0, 0)).isEqualTo(1);
        assertThat(SignTest.p(5, 0)).isCloseTo(1 / 32.0, within(1e-12));
        assertThat(SignTest.p(8, 2)).isCloseTo(56 / 1024.0, within(1e-12));
        assertThat(SignTest.p(2, 8)).isCloseTo(1013 / 1024.0, within(1e-12));
    }

    @Test
    void thousands_of_reports_neither_overflow_nor_vanish() {
        assertThat(SignTest.p(2000, 2000)).isCloseTo(0.5063, within(1e-3));
        assertThat(SignTest.p(2100, 1900)).isCloseTo(8.1e-4, within(1e-4));
    }
}
