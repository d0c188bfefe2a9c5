package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EngineHealthTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final EngineHealth health = new EngineHealth(now::get);

    @Test
    void three_failures_in_a_row_break_it_and_a_success_mends_it() {
        health.failed();
        health.failed();
        assertThat(health.well()).isTrue();
        health.failed();
        assertThat(health.well()).isFalse();
        health.succeeded();
        assertThat(health.well()).isTrue();
    }

    @Test
    void success_between_failures_begins_the_count_anew() {
        for (int i = 0; i < 10; i++) {
            health.failed();
            health.failed();
            health.succeeded();
        }
        assertThat(health.well()).isTrue();
    }

    @Test
    void broken_engine_is_tried_again_after_half_a_minute_and_not_before() {
        for (int i = 0; i < 3; i++) {
            health.failed();
        }
        now.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(health.well()).isFalse();
        now.incrementAndGet();
        assertThat(health.well()).isTrue();
        health.failed();
        assertThat(health.well()).isFalse();
    }

    @Test
    void an_engine_whose_device_is_lost_stays_broken() {
        health.lost();
        health.succeeded();
        now.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(health.well()).isFalse();
    }
}
