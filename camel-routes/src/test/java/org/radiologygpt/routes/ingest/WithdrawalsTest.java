package org.radiologygpt.routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.Arrival;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Ending;
import org.radiologygpt.draft.Origin;
import org.radiologygpt.draft.ReportHistory;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.lifecycle.Closing;
import org.radiologygpt.routes.lifecycle.ReportLives;

class WithdrawalsTest {
    private static final ReportKey KEY = new ReportKey("RIS", "A1");
    private static final Origin SIGNED = new Origin("oru-0", 10);
    private static final Closing CLOSING = new Closing(KEY, CancelReason.SIGNED, SIGNED);

    private final MemoryStates states = new MemoryStates();
    private final Withdrawals withdrawals = new Withdrawals(new ReportLives(states), new MemoryStore());

    @Test
    void closing_report_seen_ahead_of_its_turn_ends_the_draft() {
        states.states.put(KEY, drafted(ReportHistory.none()));
        withdrawals.seen(CLOSING);
        assertThat(states.read(KEY)).isInstanceOf(ReportState.Superseded.class);
    }

    @Test
    void closing_report_that_had_its_turn_leaves_a_later_draft_alone() {
        Arrival arrival = new Arrival(SIGNED, Instant.parse("2026-03-01T12:00:00Z"), "v1", "M1", "b0d1");
        ReportHistory.Ended ended = new ReportHistory.Ended(arrival, new Ending.Skipped(SkipReason.FINAL_REPORT));
        ReportState later = drafted(new ReportHistory(
                Optional.empty(), Optional.empty(), Optional.empty(), 1, List.of(), false, List.of(ended)));
        states.states.put(KEY, later);
        withdrawals.seen(CLOSING);
        assertThat(states.read(KEY)).isEqualTo(later);
    }

    private static ReportState drafted(ReportHistory history) {
        return new ReportState.Drafted(history, new DraftRef(1, "v2", new Origin("oru-0", 12), "7e87", true));
    }
}
