package org.radiologygpt.model.tensorrt.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private final List<String> onward = new ArrayList<>();
    private final LogLines lines = new LogLines((severity, line) -> onward.add(severity + " " + line));

    @Test
    void a_failure_is_told_with_the_errors_before_it_and_each_error_once() {
        lines.add(2, "slow");
        lines.add(1, "first\n");
        lines.add(0, "second");

        assertThat(lines.failure("it failed")).isEqualTo("it failed: first; second");
        assertThat(lines.failure("it failed")).isEqualTo("it failed and said no reason");
        assertThat(onward).containsExactly("2 slow", "1 first\n", "0 second");
    }

    @Test
    void errors_of_another_thread_are_told_only_where_this_one_has_none() throws InterruptedException {
        Thread other = new Thread(() -> lines.add(1, "theirs"));
        other.start();
        other.join();
        lines.add(1, "ours");

        assertThat(lines.failure("it failed")).isEqualTo("it failed: ours");
        assertThat(lines.failure("it failed")).isEqualTo("it failed: theirs");
    }

    @Test
    void errors_that_nobody_asks_for_do_not_grow_without_end() {
        for (int i = 0; i < 1000; i++) {
            lines.add(1, "e" + i);
        }

        assertThat(lines.failure("it failed")).startsWith("it failed: e968; ").endsWith("e999");
    }

    @Test
    void an_address_in_the_first_page_is_none() {
        assertThat(List.of(0L, 0x200L, 0x228L, 4095L)).allMatch(Address::isNull);
        assertThat(List.of(4096L, 1L << 40, -1L)).noneMatch(Address::isNull);
    }
}
