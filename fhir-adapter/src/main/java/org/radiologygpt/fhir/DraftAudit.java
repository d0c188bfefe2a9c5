package org.radiologygpt.fhir;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.RadiologyReport;

/**
 * Who wrote what about whom, as IHE Basic Audit Log Patterns asks of a RESTful create and update: client and server as
 * agents, the draft and its patient as entities. Goes with the draft, so that no draft is without it.
 */
final class DraftAudit {
    private final Date now;
    private final Reference engine;

    DraftAudit(Date now, Reference engine) {
        this.now = now;
        this.engine = engine;
    }

    /** The code of the tag by which the event is created once. */
    static String tag(String event) {
        return FhirUris.uuid("audit|" + event);
    }

    AuditEvent written(RadiologyReport report, String event, Reference draft) {
        AuditEvent audit = event(event, AuditEventAction.C, "create", draft);
        ReportReferences.subject(report.patient()).ifPresent(patient -> patient(audit, patient));
        report.securityLabels().forEach(label -> audit.getMeta().addSecurity(Concepts.securityLabel(label)));
        return audit;
    }

    AuditEvent takenBack(DraftCarrier carrier, String event, Reference draft) {
        AuditEvent audit = event(event, AuditEventAction.U, "update", draft);
        if (carrier.subject().hasReference() || carrier.subject().hasIdentifier()) {
            patient(audit, carrier.subject());
        }
        carrier.resource().getMeta().getSecurity().forEach(label -> audit.getMeta()
                .addSecurity(label.copy()));
        return audit;
    }

    AuditEvent reviewed(Reference subject, Meta meta, String event, Reference draft) {
        AuditEvent audit = event(event, AuditEventAction.U, "update", draft);
        if (subject.hasReference() || subject.hasIdentifier()) {
            patient(audit, subject);
        }
        meta.getSecurity().forEach(label -> audit.getMeta().addSecurity(label.copy()));
        return audit;
    }

    /**
     * A search that returned a resource of a patient (BALP: Patient Query).
     *
     * @param event names the event for ever
     * @param what the resource that was returned
     */
    AuditEvent searched(Reference subject, Meta meta, String event, String search, Reference what) {
        AuditEvent audit = event(event, AuditEventAction.E, "search", what);
        if (subject.hasReference() || subject.hasIdentifier()) {
            patient(audit, subject);
        }
        audit.addEntity()
                .setType(new Coding(FhirUris.AUDIT_ENTITY_TYPE, "2", "System Object"))
                .setRole(new Coding(FhirUris.OBJECT_ROLE, "24", "Query"))
                .setQuery(search.getBytes(StandardCharsets.UTF_8));
        meta.getSecurity().forEach(label -> audit.getMeta().addSecurity(label.copy()));
        return audit;
    }

    private AuditEvent event(String event, AuditEventAction action, String interaction, Reference draft) {
        AuditEvent audit = new AuditEvent();
        audit.getMeta().addTag().setSystem(FhirUris.AUDIT_TAG).setCode(tag(event));
        audit.setType(new Coding(FhirUris.AUDIT_EVENT_TYPE, "rest", "RESTful Operation"));
        audit.addSubtype(new Coding(FhirUris.RESTFUL_INTERACTION, interaction, interaction));
        audit.setAction(action).setOutcome(AuditEventOutcome._0);
        audit.setRecordedElement(Times.instant(now.toInstant()));
        agent(audit, "110153", "Source Role ID", true).setWho(engine.copy());
        agent(audit, "110152", "Destination Role ID", false).setWho(new Reference().setDisplay("FHIR server"));
        audit.getSource().setObserver(engine.copy());
        entity(audit, draft, new Coding(FhirUris.AUDIT_ENTITY_TYPE, "2", "System Object"))
                .setRole(new Coding(FhirUris.OBJECT_ROLE, "4", "Domain Resource"));
        return audit;
    }

    private static AuditEvent.AuditEventAgentComponent agent(
            AuditEvent audit, String code, String display, boolean requestor) {
        return audit.addAgent()
                .setType(Concepts.of(FhirUris.DICOM, code, display))
                .setRequestor(requestor);
    }

    private static void patient(AuditEvent audit, Reference patient) {
        entity(audit, patient, new Coding(FhirUris.AUDIT_ENTITY_TYPE, "1", "Person"))
                .setRole(new Coding(FhirUris.OBJECT_ROLE, "1", "Patient"));
    }

    private static AuditEvent.AuditEventEntityComponent entity(AuditEvent audit, Reference what, Coding type) {
        return audit.addEntity().setWhat(what.copy()).setType(type);
    }
}
