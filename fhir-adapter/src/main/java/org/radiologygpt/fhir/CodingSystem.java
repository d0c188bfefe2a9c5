package org.radiologygpt.fhir;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;

/** HL7 table 0396: names of coding systems in version 2, and their URIs in FHIR (HL7 terminology, v2-0396). */
enum CodingSystem {
    LOINC(FhirUris.LOINC, "LN", "LOINC"),
    SNOMED_CT(FhirUris.SNOMED, "SCT", "SNM", "SNOMED", "SNOMEDCT"),
    CPT("http://www.ama-assn.org/go/cpt", "C4", "C5", "CPT", "CPT4", "CPT-4", "CPTM"),
    HCPCS("http://terminology.hl7.org/CodeSystem/HCPCS", "HCPCS", "HPC"),
    RADLEX("http://radlex.org", "RADLEX", "RID"),
    DICOM("http://dicom.nema.org/resources/ontology/DCM", "DCM"),
    ICD_10("http://hl7.org/fhir/sid/icd-10", "I10"),
    ICD_10_CM("http://hl7.org/fhir/sid/icd-10-cm", "I10C"),
    SERVICE_SECTION(FhirUris.SERVICE_SECTION, "HL70074", "0074"),
    CONFIDENTIALITY_2("http://terminology.hl7.org/CodeSystem/v2-0177", "HL70177", "0177");

    private final String uri;
    private final List<String> names;

    CodingSystem(String uri, String... names) {
        this.uri = uri;
        this.names = List.of(names);
    }

    String uri() {
        return uri;
    }

    List<String> names() {
        return names;
    }

    /** The URI of a system as a sender names it; a local name becomes a URI of the sender's own. */
    static String uriOf(String name) {
        return Arrays.stream(values())
                .filter(system -> system.names.stream().anyMatch(name.strip()::equalsIgnoreCase))
                .map(CodingSystem::uri)
                .findFirst()
                .orElseGet(() -> FhirUris.system(name));
    }

    /** A coding of ours as FHIR's; an empty part is left out. */
    static Coding fhir(org.radiologygpt.report.Coding coding) {
        return new Coding(absent(uriOf(coding.system())), absent(coding.code()), absent(coding.display()));
    }

    private static String absent(String text) {
        return text.isBlank() ? null : text;
    }
}
