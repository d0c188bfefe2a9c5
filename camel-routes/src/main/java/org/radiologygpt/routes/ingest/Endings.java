package org.radiologygpt.routes.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.DraftOutcome.Rejected;
import org.radiologygpt.draft.DraftOutcome.Skipped;
import org.radiologygpt.draft.Ending;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.draft.OutcomeJson;
import org.radiologygpt.routes.ingest.Passage.Ended;
import org.radiologygpt.routes.training.DraftEdit;
import org.radiologygpt.routes.writeback.StoredDraft;

/** The outcome records, one for each way a message can end. */
final class Endings {
    private Endings() {}

    /** No readable report: the bytes are kept for a person. */
    static Ended rejected(Delivery delivery, Rejected rejected) {
        Failure failure = new Failure(rejected.reason().code(), Stage.READ, rejected.detail());
        return new Ended(delivery, keyOf(delivery), OutcomeJson.of(delivery.id(), rejected), Optional.of(failure));
    }

    /** A readable report that gets no draft: skipped, or withheld by a guard. */
    static Ended undrafted(Delivery delivery, RadiologyReport report, DraftOutcome outcome) {
        return new Ended(delivery, report.key().toString(), json(delivery, report, outcome), Optional.empty());
    }

    /** Nothing to draft; {@code cancelled} names the drafts that it took back in its turn, not those the look ahead took. */
    static Ended skipped(Reading reading, SkipReason reason, MessageEffects effects) {
        ObjectNode json = json(reading.delivery(), reading.report(), new Skipped(reason));
        if (!effects.cancelled().isEmpty()) {
            ArrayNode cancelled = json.putArray("cancelled");
            effects.cancelled().forEach(cancelled::add);
        }
        boolean forbidden = reason == SkipReason.STOPPED || reason == SkipReason.OPTED_OUT;
        if (forbidden && !effects.rule().isEmpty()) {
            json.put("rule", effects.rule());
        }
        if (effects.idReused()) {
            json.put("warning", "message_id_reused");
        }
        effects.refusal().ifPresent(failure -> json.put("warning", failure.reason()));
        effects.edit().ifPresent(edit -> put(json.putObject("edit"), edit));
        return new Ended(reading.delivery(), reading.key().toString(), json, effects.refusal());
    }

    private static void put(ObjectNode json, DraftEdit edit) {
        json.put("draft", edit.draft())
                .put("week", edit.week())
                .put("distance", edit.distance())
                .put("rougeL", edit.rougeL())
                .put("unchanged", edit.unchanged());
    }

    static Ended duplicate(Reading reading, Optional<StoredDraft> stored) {
        ObjectNode json = json(reading.delivery(), reading.report(), new Skipped(SkipReason.DUPLICATE));
        stored.ifPresent(draft -> json.put("resource", draft.reference()));
        return new Ended(reading.delivery(), reading.key().toString(), json, Optional.empty());
    }

    static Ended drafted(Passage.Drafted drafted, StoredDraft stored) {
        RadiologyReport report = drafted.reading().report();
        ObjectNode json = json(drafted.delivery(), report, new DraftOutcome.Drafted(drafted.draft()));
        json.put("draft", drafted.draft().idempotencyKey()).put("resource", stored.reference());
        return new Ended(drafted.delivery(), report.key().toString(), json, Optional.empty());
    }

    /** The record came again after its draft was stored: the same outcome, from what is stored. */
    static Ended redelivered(Reading reading, String draftKey, Optional<StoredDraft> stored) {
        ObjectNode json = common(
                reading.delivery(),
                reading.report(),
                OutcomeJson.source(reading.delivery().id()).put("outcome", "drafted"));
        stored.ifPresent(draft -> json.put("impression", draft.impression()));
        json.put("draft", draftKey);
        stored.ifPresent(draft -> json.put("resource", draft.reference()));
        json.put("redelivered", true);
        return new Ended(reading.delivery(), reading.key().toString(), json, Optional.empty());
    }

    /** The record came again after it was withheld; what was kept for a person is kept once more. */
    static Ended withheldAgain(Reading reading, Ending.Withheld withheld) {
        ObjectNode json =
                json(reading.delivery(), reading.report(), new DraftOutcome.Withheld(withheld.reason(), List.of()));
        Optional<Failure> failure = withheld.kept()
                ? Optional.of(new Failure(withheld.reason(), Stage.OUTCOME, "came again after it was given up"))
                : Optional.empty();
        return new Ended(reading.delivery(), reading.key().toString(), json.put("redelivered", true), failure);
    }

    /** A readable report that could not be drafted or stored for good: withheld, and the bytes are kept. */
    static Ended failed(Delivery delivery, RadiologyReport report, Failure failure) {
        ObjectNode json = json(delivery, report, new DraftOutcome.Withheld(failure.reason(), List.of()));
        return new Ended(delivery, report.key().toString(), json, Optional.of(failure));
    }

    /** A fault of ours before anything is known about the message. */
    static Ended failed(Delivery delivery, Failure failure) {
        ObjectNode json = OutcomeJson.source(delivery.id())
                .put("outcome", "rejected")
                .put("reason", failure.reason())
                .put("detail", failure.detail());
        return new Ended(delivery, keyOf(delivery), json, Optional.of(failure));
    }

    /** The beginning of the outcome of a message that is no report. */
    static ObjectNode notice(Delivery delivery, SkipReason reason) {
        return OutcomeJson.of(delivery.id(), new Skipped(reason));
    }

    static Ended noticed(Delivery delivery, String key, ObjectNode outcome) {
        return new Ended(delivery, key, outcome, Optional.empty());
    }

    private static ObjectNode json(Delivery delivery, RadiologyReport report, DraftOutcome outcome) {
        return common(delivery, report, OutcomeJson.of(delivery.id(), outcome));
    }

    private static ObjectNode common(Delivery delivery, RadiologyReport report, ObjectNode json) {
        return json.put("system", report.key().source())
                .put("accession", report.key().accession())
                .put("version", report.version())
                .put("messageId", report.messageId());
    }

    private static String keyOf(Delivery delivery) {
        return delivery.key().isEmpty() ? delivery.id() : delivery.key();
    }
}
