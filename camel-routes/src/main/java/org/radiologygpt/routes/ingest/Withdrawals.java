package org.radiologygpt.routes.ingest;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.LifecycleEvent.Overtaken;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.Review;
import org.radiologygpt.routes.lifecycle.Closing;
import org.radiologygpt.routes.lifecycle.Effects;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.writeback.DraftStore;

/** Takes an open draft back as soon as a closing report is seen, whatever else waits before it in line. */
public final class Withdrawals {
    private final ReportLives lives;
    private final DraftStore store;

    public Withdrawals(ReportLives lives, DraftStore store) {
        this.lives = lives;
        this.store = store;
    }

    /** A closing report was seen ahead of its turn; where it had its turn meanwhile, a later draft is none of its business. */
    public void seen(Closing closing) {
        ReportState state = lives.state(closing.key());
        boolean hadItsTurn = state.history().endingOf(closing.origin()).isPresent();
        if (!hadItsTurn && state.openDraft().isPresent()) {
            lives.apply(closing.key(), new Overtaken(closing.reason()), new CancelOnly(closing));
        }
    }

    private final class CancelOnly implements Effects {
        private final Closing closing;

        private CancelOnly(Closing closing) {
            this.closing = closing;
        }

        @Override
        public void cancel(DraftRef draft, CancelReason reason) {
            store.cancel(
                    draft.idempotencyKey(closing.key()),
                    reason,
                    closing.origin().toString());
        }

        @Override
        public void closeTask(DraftRef draft, Review review) {
            throw notAsked();
        }

        @Override
        public void publishPair(Optional<DraftRef> shown) {
            throw notAsked();
        }

        @Override
        public void withdrawPair() {
            throw notAsked();
        }

        @Override
        public void warnIdReused() {
            throw notAsked();
        }

        private IllegalStateException notAsked() {
            return new IllegalStateException("a report that is overtaken has only its draft taken back");
        }
    }
}
