package org.radiologygpt.routes.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DraftEditTest {
    @Test
    void a_draft_is_unchanged_where_white_space_alone_differs() {
        Instant time = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(DraftEdit.of("k", "No acute\ndisease. ", "No acute disease.", time)
                        .unchanged())
                .isTrue();
        assertThat(DraftEdit.of("k", "No acute disease", "No acute disease.", time)
                        .unchanged())
                .isFalse();
    }

    @Test
    void weeks_are_those_of_the_iso_year() {
        assertThat(week("2026-01-01T00:00:00Z")).isEqualTo("2026-W01");
        assertThat(week("2027-01-03T23:59:59Z")).isEqualTo("2026-W53");
        assertThat(week("2027-01-04T00:00:00Z")).isEqualTo("2027-W01");
    }

    private static String week(String time) {
        return DraftEdit.of("k", "a", "b", Instant.parse(time)).week();
    }
}
