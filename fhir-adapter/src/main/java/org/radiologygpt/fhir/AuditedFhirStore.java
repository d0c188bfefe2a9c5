package org.radiologygpt.fhir;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store whose reads are recorded at the server: with the transaction that follows, so that no draft waits for it, and
 * where none follows, by themselves a few seconds later.
 */
public final class AuditedFhirStore implements FhirStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedFhirStore.class);
    private static final int BATCH = 50;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FhirStore store;
    private final ReadAudit audit;
    private final boolean batched;
    private final ScheduledExecutorService rest = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "read-audit");
        thread.setDaemon(true);
        return thread;
    });

    private AuditedFhirStore(FhirStore store, ReadAudit audit, boolean batched) {
        this.store = store;
        this.audit = audit;
        this.batched = batched;
    }

    /**
     * Begins to record.
     *
     * @param audit what {@code store} read
     * @param batched whether the store writes a transaction in one call, so that events cost none of their own
     */
    public static AuditedFhirStore start(FhirStore store, ReadAudit audit, boolean batched) {
        AuditedFhirStore started = new AuditedFhirStore(store, audit, batched);
        started.rest.scheduleWithFixedDelay(started::flush, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    @Override
    public Optional<StoredDraft> findDraft(String idempotencyKey) {
        return store.findDraft(idempotencyKey);
    }

    @Override
    public Optional<DraftResources> load(String idempotencyKey) {
        return store.load(idempotencyKey);
    }

    @Override
    public void write(Bundle transaction) {
        withReads(transaction, whole -> {
            store.write(whole);
            return true;
        });
    }

    @Override
    public Optional<StoredDraft> create(Bundle transaction) {
        return withReads(transaction, store::create);
    }

    private <T> T withReads(Bundle transaction, Function<Bundle, T> write) {
        List<AuditEvent> events = batched ? audit.take(BATCH) : List.of();
        Bundle whole = events.isEmpty() ? transaction : transaction.copy();
        events.forEach(event -> add(whole, event));
        try {
            return write.apply(whole);
        } catch (FhirStoreException e) {
            audit.put(events);
            if (e.kind() == FhirStoreException.Kind.PERMANENT && !events.isEmpty()) {
                // Perhaps it is one of the events that is refused: no draft and no withdrawal fails for them.
                return write.apply(transaction);
            }
            throw e;
        }
    }

    /** What no transaction took along. */
    void flush() {
        List<AuditEvent> events = audit.take(BATCH);
        while (!events.isEmpty()) {
            Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
            events.forEach(event -> add(bundle, event));
            try {
                store.write(bundle);
            } catch (FhirStoreException e) {
                if (e.kind() == FhirStoreException.Kind.PERMANENT) {
                    oneByOne(events);
                } else {
                    audit.put(events);
                    LOG.warn("reads are not audited yet: {}", e.getMessage());
                    return;
                }
            }
            events = audit.take(BATCH);
        }
    }

    /** One that the server refuses is given up, the others are not. */
    private void oneByOne(List<AuditEvent> events) {
        for (AuditEvent event : events) {
            Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
            add(bundle, event);
            try {
                store.write(bundle);
            } catch (FhirStoreException e) {
                if (e.kind() == FhirStoreException.Kind.PERMANENT) {
                    LOG.error("a read is not audited, its event is refused: {}", e.getMessage());
                } else {
                    audit.put(List.of(event));
                }
            }
        }
    }

    private static void add(Bundle bundle, AuditEvent event) {
        String tag = event.getMeta().getTagFirstRep().getCode();
        Conditional.create(
                bundle, FhirUris.urn("audit|" + tag), event, FhirUris.token("_tag", FhirUris.AUDIT_TAG, tag));
    }

    /** Records what is left. */
    @Override
    public void close() {
        rest.shutdownNow();
        flush();
    }
}
