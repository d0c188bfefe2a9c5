package org.radiologygpt.routes.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void so_many_pass_in_a_second_and_a_pause_is_not_made_up_for() {
        Pace pace = new Pace(10, now::get, now::addAndGet);
        for (int i = 0; i < 21; i++) {
            pace.await();
        }
        assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(2));
        now.addAndGet(Duration.ofSeconds(60).toNanos());
        pace.await();
        pace.await();
        assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofMillis(62_100));
    }
}
