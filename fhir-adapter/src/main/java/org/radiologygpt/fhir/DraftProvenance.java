package org.radiologygpt.fhir;

import java.util.Date;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** Where a draft comes from: which model, which engine, which report, which prompt, and what the guards said. */
final class DraftProvenance {
    private final Date now;
    private final Reference target;
    private final Reference model;
    private final Reference engine;

    DraftProvenance(Date now, Reference target, Reference model, Reference engine) {
        this.now = now;
        this.target = target;
        this.model = model;
        this.engine = engine;
    }

    /** The code of the tag that makes this Provenance findable, and so creatable once. */
    static String tag(String idempotencyKey) {
        return FhirUris.uuid("provenance|" + idempotencyKey);
    }

    Provenance of(RadiologyReport report, Draft draft) {
        Provenance provenance = new Provenance();
        provenance.getMeta().addTag().setSystem(FhirUris.PROVENANCE_TAG).setCode(tag(draft.idempotencyKey()));
        report.securityLabels().forEach(label -> provenance.getMeta().addSecurity(Concepts.securityLabel(label)));
        draft.guards().forEach(verdict -> provenance.addExtension(extension(verdict)));
        provenance.addTarget(target.copy());
        provenance.setRecordedElement(Times.instant(now.toInstant()));
        provenance.addReason(new CodeableConcept(Concepts.artificialIntelligenceAsserted()));
        provenance.setActivity(Concepts.of(FhirUris.DATA_OPERATION, "CREATE", "create"));
        agent(provenance, "author", "Author", model);
        agent(provenance, "assembler", "Assembler", engine);
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(ReportReferences.source(report));
        provenance.addEntity().setRole(ProvenanceEntityRole.DERIVATION).setWhat(prompt(draft));
        return provenance;
    }

    private static void agent(Provenance provenance, String code, String display, Reference who) {
        provenance
                .addAgent()
                .setType(Concepts.of(FhirUris.PARTICIPANT_TYPE, code, display))
                .setWho(who.copy());
    }

    private static Reference prompt(Draft draft) {
        String value = draft.promptId() + "@sha256:" + draft.promptSha256();
        return new Reference()
                .setIdentifier(new Identifier().setSystem(FhirUris.PROMPT).setValue(value))
                .setDisplay("De-identified prompt");
    }

    private static Extension extension(GuardVerdict verdict) {
        Extension extension = new Extension(FhirUris.GUARD_VERDICT);
        extension.addExtension("guard", new CodeType(verdict.guard()));
        extension.addExtension("verdict", new CodeType(verdict.verdict().code()));
        if (!verdict.detail().isBlank()) {
            extension.addExtension("detail", new StringType(verdict.detail()));
        }
        return extension;
    }
}
