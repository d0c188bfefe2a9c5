package org.radiologygpt.fhir;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** Where a draft comes from: which model, which engine, which report, which prompt, and what the guards said. */
final class DraftProvenance {
    private final Date now;
    private final List<Reference> targets;
    private final Reference model;
    private final Reference engine;
    private final Optional<Reference> card;

    /**
     * A Provenance of one draft.
     *
     * @param targets what the model wrote: the draft, and its impression where that stands alone too
     * @param card the model's card; empty where there is none
     */
    DraftProvenance(Date now, List<Reference> targets, Reference model, Reference engine, Optional<Reference> card) {
        this.now = now;
        this.targets = List.copyOf(targets);
        this.model = model;
        this.engine = engine;
        this.card = card;
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
        targets.forEach(target -> provenance.addTarget(target.copy()));
        provenance.setRecordedElement(Times.instant(now.toInstant()));
        provenance.addReason(new CodeableConcept(Concepts.artificialIntelligenceAsserted()));
        provenance.setActivity(Concepts.of(FhirUris.DATA_OPERATION, "CREATE", "create"));
        agent(provenance, "author", "Author", model).addRole(Concepts.artificialIntelligence());
        agent(provenance, "assembler", "Assembler", engine);
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(ReportReferences.source(report));
        provenance.addEntity().setRole(ProvenanceEntityRole.DERIVATION).setWhat(prompt(draft));
        card.ifPresent(what ->
                provenance.addEntity().setRole(ProvenanceEntityRole.DERIVATION).setWhat(what.copy()));
        return provenance;
    }

    private static ProvenanceAgentComponent agent(Provenance provenance, String code, String display, Reference who) {
        return provenance
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
