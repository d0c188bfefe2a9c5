package org.radiologygpt.draft;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.radiologygpt.draft.LifecycleAction.Cancel;
import org.radiologygpt.draft.LifecycleAction.CloseTask;
import org.radiologygpt.draft.LifecycleAction.End;
import org.radiologygpt.draft.LifecycleAction.Generate;
import org.radiologygpt.draft.LifecycleAction.PublishPair;
import org.radiologygpt.draft.LifecycleAction.Resume;
import org.radiologygpt.draft.LifecycleAction.WarnIdReused;
import org.radiologygpt.draft.LifecycleAction.WithdrawPair;
import org.radiologygpt.draft.LifecycleAction.Write;
import org.radiologygpt.draft.LifecycleEvent.DraftExpired;
import org.radiologygpt.draft.LifecycleEvent.DraftGenerated;
import org.radiologygpt.draft.LifecycleEvent.DraftRecalled;
import org.radiologygpt.draft.LifecycleEvent.DraftReviewed;
import org.radiologygpt.draft.LifecycleEvent.DraftWithheld;
import org.radiologygpt.draft.LifecycleEvent.DraftWritten;
import org.radiologygpt.draft.LifecycleEvent.DraftingStopped;
import org.radiologygpt.draft.LifecycleEvent.FinalisedArrived;
import org.radiologygpt.draft.LifecycleEvent.FindingsArrived;
import org.radiologygpt.draft.LifecycleEvent.IdleArrived;
import org.radiologygpt.draft.LifecycleEvent.NeedlessArrived;
import org.radiologygpt.draft.LifecycleEvent.Overtaken;
import org.radiologygpt.draft.LifecycleEvent.PatientMerged;
import org.radiologygpt.draft.LifecycleEvent.SignedArrived;
import org.radiologygpt.draft.LifecycleEvent.WithdrawnArrived;
import org.radiologygpt.draft.LifecycleEvent.WriteFailed;

/** The states and events of {@code lifecycle.table}, by the names it uses, and results in its words. */
final class LifecycleCases {
    /** The version at hand: record 2, 12:00. */
    private static final Arrival AT_HAND = arrival(2, 12, "M2");

    private static final DraftRef DRAFT = new DraftRef(1, "v12", AT_HAND.origin(), "text", false);
    private static final Arrival NEWER = arrival(10, 13, "M10");
    private static final Arrival OLDER = arrival(10, 11, "M10");

    private LifecycleCases() {}

    static Arrival arrival(long record, int hour, String messageId) {
        Instant clock = Instant.parse(String.format(Locale.ROOT, "2026-03-01T%02d:00:00Z", hour));
        return new Arrival(new Origin("oru-0", record), clock, "v" + hour, messageId, "body of " + messageId);
    }

    /** Each state, reached as it is reached in life. */
    static Map<String, ReportState> states() {
        ReportState generating = after(ReportState.initial(), new FindingsArrived(AT_HAND, "text"));
        ReportState writing = after(generating, new DraftGenerated(AT_HAND, "text"));
        ReportState drafted = after(writing, new DraftWritten(AT_HAND, DRAFT));
        Map<String, ReportState> states = new LinkedHashMap<>();
        states.put("new", ReportState.initial());
        states.put("generating", generating);
        states.put("writing", writing);
        states.put("drafted", drafted);
        states.put("signed", after(drafted, new SignedArrived(arrival(5, 12, "M5"), true)));
        states.put("overtaken", after(generating, new Overtaken(CancelReason.SIGNED)));
        states.put("withdrawn", after(drafted, new WithdrawnArrived(arrival(5, 12, "M5"))));
        states.put("expired", after(drafted, new DraftExpired(1)));
        states.put("stopped", after(generating, new DraftingStopped(CancelReason.STOPPED)));
        states.put("opted_out", after(generating, new DraftingStopped(CancelReason.OPTED_OUT)));
        states.put("accepted", after(drafted, new DraftReviewed(1, Review.ACCEPTED)));
        states.put("rejected", after(drafted, new DraftReviewed(1, Review.REJECTED)));
        return states;
    }

    static Map<String, LifecycleEvent> events() {
        Map<String, LifecycleEvent> events = new LinkedHashMap<>();
        events.put("new_findings", new FindingsArrived(NEWER, "other text"));
        events.put("edited_under_the_same_clock", new FindingsArrived(arrival(10, 12, "M10"), "other text"));
        events.put("same_findings", new FindingsArrived(NEWER, "text"));
        events.put("older_findings", new FindingsArrived(OLDER, "other text"));
        events.put("impression_dictated", new NeedlessArrived(NEWER, SkipReason.HAS_IMPRESSION));
        events.put("older_impression", new NeedlessArrived(OLDER, SkipReason.HAS_IMPRESSION));
        events.put("not_dictated", new IdleArrived(NEWER, SkipReason.NOT_YET_DICTATED));
        events.put("final", new SignedArrived(NEWER, true));
        events.put("final_without_impression", new SignedArrived(NEWER, false));
        events.put("older_final", new SignedArrived(OLDER, true));
        events.put("finalised_without_resend", new FinalisedArrived(NEWER));
        events.put("withdrawal", new WithdrawnArrived(NEWER));
        events.put("older_withdrawal", new WithdrawnArrived(OLDER));
        events.put("same_record", new FindingsArrived(AT_HAND, "text"));
        events.put("same_message", new FindingsArrived(arrival(10, 12, "M2"), "text"));
        Arrival other = new Arrival(NEWER.origin(), NEWER.clock(), NEWER.version(), "M2", "another body");
        events.put("same_id_other_body", new FindingsArrived(other, "other text"));
        events.put("final_waits_further_down", new Overtaken(CancelReason.SIGNED));
        events.put("withdrawal_waits_further_down", new Overtaken(CancelReason.WITHDRAWN));
        events.put("generated", new DraftGenerated(AT_HAND, "text"));
        events.put("withheld", new DraftWithheld(AT_HAND, "laterality", false));
        events.put("written", new DraftWritten(AT_HAND, DRAFT));
        events.put("write_refused", new WriteFailed(AT_HAND, DRAFT, "fhir_refused", true));
        events.put("write_unanswered", new WriteFailed(AT_HAND, DRAFT, "fhir_failed", false));
        events.put("accepted", new DraftReviewed(1, Review.ACCEPTED));
        events.put("edited", new DraftReviewed(1, Review.EDITED));
        events.put("rejected", new DraftReviewed(1, Review.REJECTED));
        events.put("another_draft_accepted", new DraftReviewed(7, Review.ACCEPTED));
        events.put("patient_merged", new PatientMerged());
        events.put("expiry", new DraftExpired(1));
        events.put("another_draft_expired", new DraftExpired(7));
        events.put("kill_switch", new DraftingStopped(CancelReason.STOPPED));
        events.put("opt_out", new DraftingStopped(CancelReason.OPTED_OUT));
        events.put("recall", new DraftRecalled(1));
        events.put("another_draft_recalled", new DraftRecalled(7));
        return events;
    }

    private static ReportState after(ReportState state, LifecycleEvent event) {
        return Lifecycle.next(state, event).state();
    }

    static String words(Step step) {
        String actions = step.actions().stream().map(LifecycleCases::words).collect(Collectors.joining(", "));
        return words(step.state()) + ": " + (actions.isEmpty() ? "-" : actions);
    }

    private static String words(ReportState state) {
        if (state instanceof ReportState.Drafted drafted) {
            return (drafted.draft().written() ? "drafted " : "writing ")
                    + drafted.draft().number();
        }
        if (state instanceof ReportState.Cancelled cancelled) {
            return "cancelled " + cancelled.reason().code();
        }
        return state instanceof ReportState.Reviewed reviewed
                ? "reviewed " + reviewed.review().code()
                : state.code();
    }

    private static String words(LifecycleAction action) {
        if (action instanceof End end) {
            return words(end.ending());
        }
        if (action instanceof Cancel cancel) {
            return "cancel " + cancel.draft().number() + " " + cancel.reason().code();
        }
        if (action instanceof CloseTask task) {
            return "close task " + task.draft().number() + " " + task.review().code();
        }
        if (action instanceof PublishPair pair) {
            Optional<Integer> shown = pair.shown().map(DraftRef::number);
            return "publish pair"
                    + shown.map(number -> " after draft " + number).orElse("");
        }
        return plain(action);
    }

    private static String plain(LifecycleAction action) {
        if (action instanceof Generate generate) {
            return "generate " + generate.number();
        }
        if (action instanceof Resume resume) {
            return "resume " + resume.draft().number();
        }
        if (action instanceof Write write) {
            return "write " + write.draft().number();
        }
        return action instanceof WithdrawPair ? "withdraw pair" : action instanceof WarnIdReused ? "warn" : "?";
    }

    private static String words(Ending ending) {
        if (ending instanceof Ending.Drafted drafted) {
            return "end drafted " + drafted.draft().number();
        }
        if (ending instanceof Ending.Skipped skipped) {
            return "end skipped " + skipped.reason().code();
        }
        return "end withheld " + ((Ending.Withheld) ending).reason();
    }
}
