package org.radiologygpt.draft;

/** What can happen to a report and its draft. */
public sealed interface LifecycleEvent {

    /** A message of the report, which must come to exactly one end. */
    sealed interface ReportArrived extends LifecycleEvent {
        Arrival arrival();
    }

    /**
     * Preliminary, with findings and without impression: a draft is wanted.
     *
     * @param textHash hash of the findings, patient and examination
     */
    record FindingsArrived(Arrival arrival, String textHash) implements ReportArrived {}

    /** Preliminary, and in need of no draft: it replaces older versions all the same. */
    record NeedlessArrived(Arrival arrival, SkipReason reason) implements ReportArrived {}

    /** A message that says nothing about the text, as of an order that is not dictated yet. */
    record IdleArrived(Arrival arrival, SkipReason reason) implements ReportArrived {}

    /**
     * Final, amended, corrected or appended.
     *
     * @param teaches whether it has findings and an impression to learn from
     */
    record SignedArrived(Arrival arrival, boolean teaches) implements ReportArrived {}

    /** OBX-11 U: what was sent before is final, and is not sent again. */
    record FinalisedArrived(Arrival arrival) implements ReportArrived {}

    /** Cancelled or entered in error. */
    record WithdrawnArrived(Arrival arrival) implements ReportArrived {}

    /**
     * A version that ends drafting waits further down the feed.
     *
     * @param reason {@code SIGNED} or {@code WITHDRAWN}
     */
    record Overtaken(CancelReason reason) implements LifecycleEvent {}

    /** A step with a draft in hand. */
    sealed interface DraftEvent extends LifecycleEvent {
        /** The version it is drafted from. */
        Arrival arrival();
    }

    /** The model answered and no guard objects. */
    record DraftGenerated(Arrival arrival, String textHash) implements DraftEvent {}

    /**
     * There is an answer that may not be shown, or none for good.
     *
     * @param kept whether something failed, so that the message is kept for a person or a replay
     */
    record DraftWithheld(Arrival arrival, String reason, boolean kept) implements DraftEvent {}

    /** The store holds the draft. */
    record DraftWritten(Arrival arrival, DraftRef draft) implements DraftEvent {}

    /**
     * Writing was given up.
     *
     * @param absent whether the store surely does not hold the draft: it refused, it did not just stay silent
     */
    record WriteFailed(Arrival arrival, DraftRef draft, String reason, boolean absent) implements DraftEvent {}

    /** A radiologist accepted, edited or rejected draft {@code number}. */
    record DraftReviewed(int number, Review review) implements LifecycleEvent {}

    /** ADT A40: the patient's record was merged into another. */
    record PatientMerged() implements LifecycleEvent {}

    /** Draft {@code number} was not reviewed in time. */
    record DraftExpired(int number) implements LifecycleEvent {}

    /**
     * No draft is wanted any more; one that is stored stays for its reader.
     *
     * @param reason {@code STOPPED}, {@code OPTED_OUT} or {@code EXPIRED}
     */
    record DraftingStopped(CancelReason reason) implements LifecycleEvent {}

    /** The kill switch takes draft {@code number} back, unless somebody reviewed it. */
    record DraftRecalled(int number) implements LifecycleEvent {}
}
