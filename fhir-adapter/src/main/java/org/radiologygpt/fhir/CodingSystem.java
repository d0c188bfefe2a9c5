package org.radiologygpt.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;

/** HL7 table 0396: names of coding systems in version 2, and their URIs in FHIR (HL7 terminology, v2-0396). */
enum CodingSystem {
    LOINC(FhirUris.LOINC, "LN", "LOINC"),
    SNOMED_CT(FhirUris.SNOMED, "SCT", "SCT2", "SNM", "SNOMED", "SNOMEDCT", "SNOMED-CT"),
    CPT("http://www.ama-assn.org/go/cpt", "C4", "C5", "CPT", "CPT4", "CPT-4", "CPTM"),
    HCPCS("http://terminology.hl7.org/CodeSystem/HCPCS", "HCPCS", "HPC"),
    RADLEX("http://radlex.org", "RADLEX", "RID"),
    DICOM("http://dicom.nema.org/resources/ontology/DCM", "DCM"),
    ICD_9("http://hl7.org/fhir/sid/icd-9-cm", "I9", "I9C", "I9CDX", "ICD9"),
    ICD_10("http://hl7.org/fhir/sid/icd-10", "I10", "ICD10"),
    ICD_10_CM("http://hl7.org/fhir/sid/icd-10-cm", "I10C", "ICD-10-CM", "ICD10CM"),
    ICD_10_PCS("http://www.cms.gov/Medicare/Coding/ICD10", "I10P"),
    RXNORM("http://www.nlm.nih.gov/research/umls/rxnorm", "RXNORM"),
    NDC("http://hl7.org/fhir/sid/ndc", "NDC"),
    MDC("urn:iso:std:iso:11073:10101", "MDC"),
    SERVICE_SECTION(FhirUris.SERVICE_SECTION, "HL70074", "0074"),
    CONFIDENTIALITY_2("http://terminology.hl7.org/CodeSystem/v2-0177", "HL70177", "0177");

    private static final Map<String, String> URIS = uris();

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
        String uri = URIS.get(name.strip().toUpperCase(Locale.ROOT));
        return uri == null ? FhirUris.system(name) : uri;
    }

    /** A coding of ours as FHIR's; an empty part is left out. */
    static Coding fhir(org.radiologygpt.report.Coding coding) {
        return new Coding(
                FhirText.string(uriOf(coding.system())),
                FhirText.code(coding.code()),
                FhirText.string(coding.display()));
    }

    private static Map<String, String> uris() {
        Map<String, String> uris = new HashMap<>();
        for (CodingSystem system : values()) {
            system.names.forEach(name -> uris.put(name, system.uri));
        }
        return Map.copyOf(uris);
    }
}
