package org.radiologygpt.routes.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.draft.Review;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.lifecycle.Effects;
import org.radiologygpt.routes.training.DraftEdit;
import org.radiologygpt.routes.training.TrainingPairs;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoredDraft;

/** What one message changes at the FHIR server and in the training topic, and what its outcome says of it. */
final class MessageEffects implements Effects {
    private final DraftStore store;
    private final TrainingPairs training;
    private final RadiologyReport report;
    private final String cause;
    private final List<String> cancelled = new ArrayList<>();
    private boolean idReused;
    private String rule = "";
    private Optional<Failure> refusal = Optional.empty();
    private Optional<DraftEdit> edit = Optional.empty();
    private boolean givenUp;

    MessageEffects(DraftStore store, TrainingPairs training, Reading reading) {
        this.store = store;
        this.training = training;
        this.report = reading.report();
        this.cause = reading.delivery().id();
    }

    /**
     * Where the store refuses for good, the report moves on all the same, for a signature counts whatever becomes of the draft,
     * and a person is told. Not so for a newer version, which would get a second draft beside the first.
     */
    @Override
    public void cancel(DraftRef draft, CancelReason reason) {
        if (givenUp) {
            return;
        }
        try {
            takeBack(draft, reason);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.REFUSED || reason == CancelReason.NEWER_VERSION) {
                throw e;
            }
            refusal = Optional.of(new Failure("withdrawal_refused", Stage.WRITE_BACK, e.getMessage()));
        }
    }

    /** From now on nothing is asked of the store: it failed too often, and the failure is told in its place. */
    MessageEffects givenUp(Failure failure) {
        givenUp = true;
        refusal = Optional.of(failure);
        return this;
    }

    /** Why a draft may still be open that should not be. */
    Optional<Failure> refusal() {
        return refusal;
    }

    private void takeBack(DraftRef draft, CancelReason reason) {
        store.cancel(draft.idempotencyKey(report.key()), reason, cause)
                .map(StoredDraft::reference)
                .filter(reference -> !cancelled.contains(reference))
                .ifPresent(cancelled::add);
    }

    @Override
    public void closeTask(DraftRef draft, Review review) {
        throw new IllegalStateException("a report reviews no draft");
    }

    @Override
    public void publishPair(Optional<DraftRef> shown) {
        if (givenUp) {
            return;
        }
        Optional<String> drafted = shown.map(draft -> store.find(draft.idempotencyKey(report.key()))
                .map(StoredDraft::impression)
                .orElse(""));
        edit = drafted.filter(text -> !text.isBlank()).flatMap(text -> report.text(SectionKind.IMPRESSION)
                .map(signed ->
                        DraftEdit.of(shown.orElseThrow().idempotencyKey(report.key()), text, signed, report.clock())));
        training.publish(report, drafted);
    }

    /** How far the signed report is from its draft; empty where nobody can tell. */
    Optional<DraftEdit> edit() {
        return edit;
    }

    @Override
    public void withdrawPair() {
        if (givenUp) {
            return;
        }
        training.withdraw(report);
    }

    @Override
    public void warnIdReused() {
        idReused = true;
    }

    /** Where the drafts are that were taken back, as {@code DiagnosticReport/12}. */
    List<String> cancelled() {
        return cancelled;
    }

    void heldBy(String ruleId) {
        rule = ruleId;
    }

    /** The rule that forbids a draft; empty where none does. */
    String rule() {
        return rule;
    }

    boolean idReused() {
        return idReused;
    }
}
