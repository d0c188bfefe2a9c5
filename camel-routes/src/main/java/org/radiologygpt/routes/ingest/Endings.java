package org.radiologygpt.routes.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.DraftOutcome.Rejected;
import org.radiologygpt.draft.DraftOutcome.Skipped;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.draft.OutcomeJson;
import org.radiologygpt.routes.ingest.Passage.Ended;
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

    static Ended duplicate(Delivery delivery, RadiologyReport report, StoredDraft stored) {
        ObjectNode json = json(delivery, report, new Skipped(SkipReason.DUPLICATE));
        json.put("resource", stored.reference());
        return new Ended(delivery, report.key().toString(), json, Optional.empty());
    }

    static Ended drafted(Delivery delivery, RadiologyReport report, Draft draft, StoredDraft stored) {
        ObjectNode json = json(delivery, report, new DraftOutcome.Drafted(draft));
        json.put("draft", draft.idempotencyKey()).put("resource", stored.reference());
        return new Ended(delivery, report.key().toString(), json, Optional.empty());
    }

    /** The record came again after its draft was stored: the same outcome, from what is stored. */
    static Ended redelivered(Delivery delivery, RadiologyReport report, String draftKey, StoredDraft stored) {
        ObjectNode json =
                common(delivery, report, OutcomeJson.source(delivery.id()).put("outcome", "drafted"));
        json.put("impression", stored.impression());
        json.put("draft", draftKey).put("resource", stored.reference()).put("redelivered", true);
        return new Ended(delivery, report.key().toString(), json, Optional.empty());
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
