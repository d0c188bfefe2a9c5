package org.radiologygpt.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was ordered and done (ORC and OBR, FHIR ServiceRequest and DiagnosticReport).
 *
 * @param placerNumber ORC-2 or OBR-2, or empty
 * @param fillerNumber ORC-3 or OBR-3, or empty
 * @param accession accession number: OBR-3 unless the source profile says otherwise
 * @param procedure OBR-4, all codings
 * @param section diagnostic service section (OBR-24, HL7 table 0074), or empty
 * @param effective OBR-7, time of the examination
 * @param studyInstanceUid DICOM study instance UID, or empty
 * @param reader OBR-32 or OBR-33: who will read or sign, or a blank name
 * @param serviceRequestReference FHIR reference of the order where the report came as FHIR; else empty
 */
public record Order(
        String placerNumber,
        String fillerNumber,
        String accession,
        List<Coding> procedure,
        String section,
        Optional<Instant> effective,
        String studyInstanceUid,
        PersonName reader,
        String serviceRequestReference) {
    public Order {
        procedure = List.copyOf(procedure);
    }
}
