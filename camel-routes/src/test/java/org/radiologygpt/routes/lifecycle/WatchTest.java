package org.radiologygpt.routes.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchTest {
    private final Watch watch = new Watch();

    @Test
    void what_was_seen_is_not_looked_at_again() {
        watch.begin(10);
        watch.takeAstray();
        for (long offset = 10; offset < 500; offset++) {
            assertThat(watch.sees(offset)).isTrue();
        }
        watch.rest();
        watch.begin(138);
        assertThat(watch.next()).isEqualTo(500);
    }

    @Test
    void consumer_that_came_further_is_followed() {
        watch.begin(10);
        watch.takeAstray();
        assertThat(watch.sees(10)).isTrue();
        watch.rest();
        watch.begin(90);
        assertThat(watch.takeAstray()).isTrue();
        assertThat(watch.next()).isEqualTo(90);
    }

    @Test
    void record_that_was_passed_over_at_rest_is_looked_at_later() {
        watch.begin(0);
        watch.takeAstray();
        assertThat(watch.sees(0)).isTrue();
        watch.rest();
        assertThat(watch.sees(1)).isFalse();
        watch.begin(1);
        assertThat(watch.takeAstray()).isTrue();
        assertThat(watch.next()).isEqualTo(1);
    }

    @Test
    void rest_of_a_batch_does_not_hide_the_record_that_was_passed_over() {
        watch.begin(0);
        watch.takeAstray();
        watch.sees(0);
        watch.rest();
        watch.sees(1);
        watch.begin(1);
        assertThat(watch.sees(2)).isFalse();
        assertThat(watch.takeAstray()).isTrue();
        assertThat(watch.next()).isEqualTo(1);
    }

    @Test
    void reader_that_stands_right_stays_there() {
        watch.begin(0);
        watch.takeAstray();
        watch.sees(0);
        watch.rest();
        watch.begin(1);
        assertThat(watch.takeAstray()).isFalse();
    }
}
