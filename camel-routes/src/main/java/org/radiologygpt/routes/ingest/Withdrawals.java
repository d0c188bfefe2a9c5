package org.radiologygpt.routes.ingest;

import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.LifecycleEvent;
import org.radiologygpt.draft.LifecycleEvent.Overtaken;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.draft.Review;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.lifecycle.Closing;
import org.radiologygpt.routes.lifecycle.Effects;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.writeback.DraftStore;

/** Takes an open draft back outside of the feed: for a closing report that waits in line, for its age, for a kill switch. */
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
            happen(
                    closing.key(),
                    new Overtaken(closing.reason()),
                    closing.origin().toString());
        }
    }

    /**
     * An event that may end an open draft.
     *
     * @param cause what led to it: a record's name or a rule's id
     */
    void happen(ReportKey key, LifecycleEvent event, String cause) {
        lives.apply(key, event, new CancelOnly(key, cause));
    }

    private final class CancelOnly implements Effects {
        private final ReportKey key;
        private final String cause;

        private CancelOnly(ReportKey key, String cause) {
            this.key = key;
            this.cause = cause;
        }

        @Override
        public void cancel(DraftRef draft, CancelReason reason) {
            store.cancel(draft.idempotencyKey(key), reason, cause);
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
            return new IllegalStateException("such an event takes a draft back and does nothing else");
        }
    }
}
