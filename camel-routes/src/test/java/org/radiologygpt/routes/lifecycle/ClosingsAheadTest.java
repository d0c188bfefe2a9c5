package org.radiologygpt.routes.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.report.ReportKey;

class ClosingsAheadTest {
    private static final String FEED = "radiology.oru-0";
    private static final ReportKey KEY = new ReportKey("RIS/NORTH", "F1");

    private final ClosingsAhead ahead = new ClosingsAhead();

    private void sees(CancelReason reason, long position) {
        ahead.add(new Closing(KEY, reason, new Origin(FEED, position)));
    }

    @Test
    void last_closing_of_a_feed_counts_by_its_number_and_not_by_its_digits() {
        sees(CancelReason.SIGNED, 9);
        sees(CancelReason.WITHDRAWN, 10);
        assertThat(ahead.closing(KEY)).contains(CancelReason.WITHDRAWN);
    }

    @Test
    void closing_that_had_its_turn_is_no_longer_ahead() {
        sees(CancelReason.SIGNED, 9);
        sees(CancelReason.WITHDRAWN, 10);
        ahead.passed(FEED, 9);
        assertThat(ahead.closing(KEY)).contains(CancelReason.WITHDRAWN);
        ahead.passed(FEED, 10);
        sees(CancelReason.WITHDRAWN, 10);
        assertThat(ahead.closing(KEY)).isEmpty();
    }

    @Test
    void feed_that_begins_anew_is_looked_at_from_its_beginning() {
        ahead.passed(FEED, 100);
        ahead.passed(FEED, 0);
        sees(CancelReason.SIGNED, 1);
        assertThat(ahead.closing(KEY)).contains(CancelReason.SIGNED);
    }
}
