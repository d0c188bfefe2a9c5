package org.radiologygpt.fhir;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.RadiologyReport;

/** Who made these resources out of which message (MSH to Provenance, transformation, of the v2-to-FHIR guide). */
final class TransformProvenance {
    private static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    private static final String GUIDE_ACTIVITY =
            "http://hl7.org/fhir/uv/v2mappings/CodeSystem/provenance-activity-type-v2-to-fhir";

    private TransformProvenance() {}

    /** The code of the tag that makes this Provenance findable, and so creatable once for each message. */
    static String tag(RadiologyReport report) {
        return FhirUris.uuid("conversion|" + report.key() + "|" + report.messageId() + "|" + report.version());
    }

    static Provenance of(RadiologyReport report, List<Reference> targets, Instant now) {
        Provenance provenance = new Provenance();
        provenance.getMeta().addTag().setSystem(FhirUris.CONVERSION_TAG).setCode(tag(report));
        report.securityLabels().forEach(label -> provenance.getMeta().addSecurity(Concepts.securityLabel(label)));
        targets.forEach(provenance::addTarget);
        provenance.setRecordedElement(Times.instant(now));
        provenance.setActivity(new CodeableConcept(new Coding(LIFECYCLE, "transform", null))
                .addCoding(new Coding(GUIDE_ACTIVITY, "v2-fhir-transformation", null)));
        provenance
                .addAgent()
                .setType(Concepts.of(FhirUris.PARTICIPANT_TYPE, "assembler", "Assembler"))
                .setWho(converter());
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(ReportReferences.source(report));
        return provenance;
    }

    private static Reference converter() {
        Identifier identifier = new Identifier().setSystem(FhirUris.ENGINE).setValue("radiology-gpt/convert");
        return new Reference().setType("Device").setIdentifier(identifier).setDisplay("radiology-gpt convert");
    }
}
