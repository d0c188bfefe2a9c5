package org.radiologygpt.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.LifecycleAction.Cancel;
import org.radiologygpt.draft.LifecycleAction.End;
import org.radiologygpt.draft.LifecycleAction.Write;
import org.radiologygpt.draft.LifecycleEvent.DraftGenerated;
import org.radiologygpt.draft.LifecycleEvent.DraftWithheld;
import org.radiologygpt.draft.LifecycleEvent.DraftWritten;
import org.radiologygpt.draft.LifecycleEvent.FindingsArrived;
import org.radiologygpt.draft.LifecycleEvent.SignedArrived;

/** An engine loses its partition with a message in hand, and goes on with it after another engine brought it to its end. */
class LateEngineTest {
    private static final Arrival PRELIMINARY = arrival(1);
    private static final Arrival SIGNED = arrival(2);

    private ReportState state = ReportState.initial();

    private static Arrival arrival(long offset) {
        Instant clock = Instant.parse("2026-03-01T08:00:00Z").plusSeconds(offset);
        return new Arrival(new Origin("oru-0", offset), clock, "v" + offset, "M" + offset, "body " + offset);
    }

    private List<LifecycleAction> happen(LifecycleEvent event) {
        Step step = Lifecycle.next(state, event);
        state = step.state();
        return step.actions();
    }

    private static DraftRef draft(List<LifecycleAction> actions) {
        return ((Write) actions.get(actions.size() - 1)).draft();
    }

    @Test
    void draft_that_was_written_and_taken_back_meanwhile_still_ends_as_drafted() {
        happen(new FindingsArrived(PRELIMINARY, "text"));
        DraftRef mine = draft(happen(new DraftGenerated(PRELIMINARY, "text")));
        happen(new DraftWritten(PRELIMINARY, mine));
        happen(new SignedArrived(SIGNED, false));

        assertThat(happen(new DraftWritten(PRELIMINARY, mine)))
                .containsExactly(
                        new Cancel(mine.asWritten(), CancelReason.SIGNED),
                        new End(new Ending.Drafted(mine.asWritten())));
        assertThat(happen(new DraftGenerated(PRELIMINARY, "text")))
                .containsExactly(new End(new Ending.Drafted(mine.asWritten())));
        assertThat(happen(new DraftWithheld(PRELIMINARY, "empty_draft", false)))
                .containsExactly(new End(new Ending.Drafted(mine.asWritten())));
    }

    @Test
    void message_that_was_withheld_meanwhile_is_not_drafted() {
        happen(new FindingsArrived(PRELIMINARY, "text"));
        happen(new DraftWithheld(PRELIMINARY, "truncation", false));
        happen(new SignedArrived(SIGNED, false));

        assertThat(happen(new DraftGenerated(PRELIMINARY, "text")))
                .containsExactly(new End(new Ending.Withheld("truncation", false)));
    }
}
