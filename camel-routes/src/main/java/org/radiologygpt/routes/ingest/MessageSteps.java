package org.radiologygpt.routes.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.routes.deadletter.Failure;
import org.radiologygpt.routes.deadletter.Stage;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.draft.ModelException;
import org.radiologygpt.routes.ingest.Passage.Drafted;
import org.radiologygpt.routes.ingest.Passage.Eligible;
import org.radiologygpt.routes.ingest.Passage.Ended;
import org.radiologygpt.routes.ingest.Passage.Received;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.StoreException;
import org.radiologygpt.routes.writeback.StoredDraft;

/** The way of one message, step by step: each takes the message as far as it came and brings it one step on. */
public final class MessageSteps {
    private static final int FIRST_DRAFT = 1;

    private final Map<String, ReportReader> readers;
    private final Drafter drafter;
    private final DraftStore store;
    private final int maxMessageBytes;

    /**
     * The steps over their ports.
     *
     * @param readers the reader of each topic
     * @param maxMessageBytes longer messages are rejected unread
     */
    public MessageSteps(Map<String, ReportReader> readers, Drafter drafter, DraftStore store, int maxMessageBytes) {
        this.readers = Map.copyOf(readers);
        this.drafter = drafter;
        this.store = store;
        this.maxMessageBytes = maxMessageBytes;
    }

    Passage read(Received received) {
        Delivery delivery = received.delivery();
        if (delivery.bytes().length > maxMessageBytes) {
            return rejected(delivery, RejectReason.TOO_LARGE, "more than " + maxMessageBytes + " bytes");
        }
        ReadOutcome outcome = readers.get(delivery.topic()).read(delivery.bytes());
        if (outcome instanceof ReadOutcome.Rejected rejected) {
            return rejected(delivery, rejected.reason(), rejected.detail());
        }
        RadiologyReport report = ((ReadOutcome.Read) outcome).report();
        Optional<SkipReason> skip = drafter.skips(report);
        if (skip.isPresent()) {
            return Endings.undrafted(delivery, report, new DraftOutcome.Skipped(skip.get()));
        }
        return new Eligible(delivery, report);
    }

    /** Ends a message whose report has its draft already, before the model is asked. */
    Passage lookUp(Eligible eligible) {
        RadiologyReport report = eligible.report();
        String key = Draft.idempotencyKey(report.key(), report.version(), FIRST_DRAFT);
        try {
            Optional<StoredDraft> found = stored(() -> store.find(key));
            return found.isPresent() ? known(eligible.delivery(), report, key, found.get()) : eligible;
        } catch (StoreException e) {
            return refused(eligible.delivery(), report, e);
        }
    }

    Passage draft(Eligible eligible) {
        DraftOutcome outcome;
        try {
            outcome = drafter.draft(eligible.report());
        } catch (ModelException e) {
            return unanswered(eligible, e);
        }
        return outcome instanceof DraftOutcome.Drafted drafted
                ? new Drafted(eligible.delivery(), eligible.report(), drafted.draft())
                : Endings.undrafted(eligible.delivery(), eligible.report(), outcome);
    }

    Passage writeBack(Drafted drafted) {
        Delivery delivery = drafted.delivery();
        RadiologyReport report = drafted.report();
        try {
            StoredDraft stored = stored(() -> store.write(report, drafted.draft(), delivery.id()));
            return stored.origin().equals(delivery.id())
                    ? Endings.drafted(delivery, report, drafted.draft(), stored)
                    : Endings.duplicate(delivery, report, stored);
        } catch (StoreException e) {
            return refused(delivery, report, e);
        }
    }

    /** What becomes of a message that met a fault nobody foresaw. */
    static Ended failed(Passage passage, Failure failure) {
        if (passage instanceof Eligible eligible) {
            return Endings.failed(eligible.delivery(), eligible.report(), failure);
        }
        if (passage instanceof Drafted drafted) {
            return Endings.failed(drafted.delivery(), drafted.report(), failure);
        }
        return Endings.failed(passage.delivery(), failure);
    }

    private static Ended refused(Delivery delivery, RadiologyReport report, StoreException e) {
        return Endings.failed(delivery, report, new Failure("fhir_refused", Stage.WRITE_BACK, e.getMessage()));
    }

    private static Ended rejected(Delivery delivery, RejectReason reason, String detail) {
        return Endings.rejected(delivery, new DraftOutcome.Rejected(reason, detail));
    }

    private static Ended known(Delivery delivery, RadiologyReport report, String key, StoredDraft draft) {
        return draft.origin().equals(delivery.id())
                ? Endings.redelivered(delivery, report, key, draft)
                : Endings.duplicate(delivery, report, draft);
    }

    private static Passage unanswered(Eligible eligible, ModelException e) {
        if (e.kind().retryable()) {
            boolean suspect = e.kind() != ModelException.Kind.UNAVAILABLE;
            throw new RetryLater(e.kind().code(), e.getMessage(), suspect, Optional.empty());
        }
        return Endings.failed(
                eligible.delivery(), eligible.report(), new Failure(e.kind().code(), Stage.DRAFT, e.getMessage()));
    }

    private static <T> T stored(Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.REFUSED) {
                throw e;
            }
            String reason = "fhir_" + e.kind().name().toLowerCase(Locale.ROOT);
            throw new RetryLater(reason, e.getMessage(), e.kind() == StoreException.Kind.FAILED, e.retryAfter());
        }
    }
}
