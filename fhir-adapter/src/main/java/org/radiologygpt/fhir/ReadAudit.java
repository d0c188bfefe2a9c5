package org.radiologygpt.fhir;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read of patients and is still to be recorded: one AuditEvent for each resource that a search returned, to go
 * with the next transaction. Thread-safe. What is <em>not</em> guaranteed: a crash loses those of the last seconds.
 */
public final class ReadAudit implements ReadListener {
    /** Reads of an hour of a busy engine; more wait only where the server takes no writes. */
    static final int MOST = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReadAudit.class);

    private final DraftSettings settings;
    private final Clock clock;
    private final Deque<AuditEvent> waiting = new ArrayDeque<>();

    public ReadAudit(DraftSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void found(Resource resource, String search) {
        DraftAudit audit = new DraftAudit(Date.from(clock.instant()), engine());
        Reference what = new Reference(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        put(List.of(audit.searched(
                subject(resource), resource.getMeta(), UUID.randomUUID().toString(), search, what)));
    }

    /** By its identifier: the event stands by itself. */
    private Reference engine() {
        Device engine = DraftDevices.engine(settings);
        Identifier identifier = engine.getIdentifierFirstRep();
        return new Reference()
                .setType("Device")
                .setIdentifier(
                        new Identifier().setSystem(identifier.getSystem()).setValue(identifier.getValue()));
    }

    private static Reference subject(Resource resource) {
        if (resource instanceof DiagnosticReport report) {
            return report.getSubject();
        }
        if (resource instanceof DocumentReference document) {
            return document.getSubject();
        }
        if (resource instanceof Observation observation) {
            return observation.getSubject();
        }
        return resource instanceof Task task ? task.getFor() : new Reference();
    }

    /** Up to so many events, the oldest first; who takes them writes them or gives them back. */
    synchronized List<AuditEvent> take(int most) {
        List<AuditEvent> taken = new ArrayList<>();
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.poll());
        }
        return taken;
    }

    synchronized void put(List<AuditEvent> events) {
        if (waiting.size() + events.size() > MOST) {
            LOG.error("{} reads are not audited: the FHIR server takes no AuditEvents", events.size());
            return;
        }
        waiting.addAll(events);
    }
}
