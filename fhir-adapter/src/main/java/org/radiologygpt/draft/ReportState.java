package org.radiologygpt.draft;

import java.util.Optional;

/** Where one report stands on its way: {@code awaiting → drafted(n) → superseded | cancelled | reviewed}. */
public sealed interface ReportState {

    /** What is remembered in every state. */
    ReportHistory history();

    /** No draft is open, and a preliminary version may get one. */
    record Awaiting(ReportHistory history) implements ReportState {}

    /** One draft is open, or, until it is written, may be. */
    record Drafted(ReportHistory history, DraftRef draft) implements ReportState {}

    /** A radiologist has signed: this report gets no draft any more. */
    record Superseded(ReportHistory history) implements ReportState {}

    /**
     * The draft or the report was given up; a newer version may begin anew.
     *
     * @param textHash hash of what no further draft is wanted for; empty for none
     */
    record Cancelled(ReportHistory history, CancelReason reason, String textHash) implements ReportState {}

    /** A radiologist dealt with the draft, and has not signed the report yet. */
    record Reviewed(ReportHistory history, DraftRef draft, Review review) implements ReportState {}

    /** Of a report nobody has heard of. */
    static ReportState initial() {
        return new Awaiting(ReportHistory.none());
    }

    /** The draft that readers see, or may see; one that was accepted is seen until the report is signed. */
    default Optional<DraftRef> openDraft() {
        if (this instanceof Reviewed reviewed && reviewed.review() != Review.REJECTED) {
            return Optional.of(reviewed.draft());
        }
        return this instanceof Drafted drafted ? Optional.of(drafted.draft()) : Optional.empty();
    }

    /** Why a draft that comes too late is taken back. */
    default CancelReason lateReason() {
        if (this instanceof Cancelled cancelled) {
            return cancelled.reason();
        }
        return this instanceof Superseded ? CancelReason.SIGNED : CancelReason.NEWER_VERSION;
    }

    /** Lower case name, as {@code awaiting}. */
    default String code() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** The same state with another history. */
    default ReportState with(ReportHistory history) {
        if (this instanceof Drafted drafted) {
            return new Drafted(history, drafted.draft());
        }
        if (this instanceof Cancelled cancelled) {
            return new Cancelled(history, cancelled.reason(), cancelled.textHash());
        }
        if (this instanceof Reviewed reviewed) {
            return new Reviewed(history, reviewed.draft(), reviewed.review());
        }
        return this instanceof Superseded ? new Superseded(history) : new Awaiting(history);
    }
}
