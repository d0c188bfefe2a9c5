package org.radiologygpt.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** Codes of {@code DiagnosticReport.category} that mean radiology, besides those of HL7 table 0074 itself. */
enum ServiceSection {
    LOINC_RADIOLOGY(FhirUris.LOINC, Concepts.RADIOLOGY),
    SNOMED_RADIOLOGY(FhirUris.SNOMED, "394914008"),
    SNOMED_IMAGING(FhirUris.SNOMED, "363679005"),
    OBSERVATION_IMAGING("http://terminology.hl7.org/CodeSystem/observation-category", "imaging");

    private final String system;
    private final String code;

    ServiceSection(String system, String code) {
        this.system = system;
        this.code = code;
    }

    String system() {
        return system;
    }

    String code() {
        return code;
    }

    /**
     * The categories as one code of table 0074: an imaging code first, {@code RAD} for another system's radiology, else
     * the first code as it stands; empty where no category is coded.
     */
    static String of(List<CodeableConcept> categories) {
        List<Coding> codings = categories.stream()
                .flatMap(category -> category.getCoding().stream())
                .filter(Coding::hasCode)
                .toList();
        Optional<String> imaging = codings.stream()
                .filter(coding -> FhirUris.SERVICE_SECTION.equals(coding.getSystem()))
                .map(Coding::getCode)
                .filter(Concepts.IMAGING::contains)
                .findFirst();
        return imaging.or(() -> codings.stream()
                        .filter(ServiceSection::radiology)
                        .findFirst()
                        .map(coding -> "RAD"))
                .or(() -> codings.stream().findFirst().map(Coding::getCode))
                .orElse("");
    }

    private static boolean radiology(Coding coding) {
        return Arrays.stream(values())
                .anyMatch(row -> row.code.equals(coding.getCode()) && Objects.equals(row.system, coding.getSystem()));
    }
}
