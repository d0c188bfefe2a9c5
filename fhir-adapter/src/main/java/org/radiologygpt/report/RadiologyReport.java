package org.radiologygpt.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A radiology report as one message states it.
 *
 * @param key which report this is
 * @param messageId MSH-10, or the FHIR resource's {@code id}; with the source it names the message
 * @param clock version clock: OBR-22, else MSH-7, else FHIR {@code meta.lastUpdated} or {@code issued}
 * @param version version label of that clock, fit for an identifier: {@code 20260301120000}, or FHIR {@code meta.versionId}
 * @param status OBR-25 or FHIR {@code status}
 * @param patient whose report
 * @param order what was examined
 * @param sections all text of the report, in its order; several sections may be of one kind
 * @param knownIdentifiers everything in the message that de-identification must find in the text
 * @param securityLabels confidentiality codes (ORC-28, FHIR {@code meta.security}) that a draft inherits
 * @param sourceReference FHIR reference of the report where it came as FHIR; else empty
 * @param warnings what was read leniently; never PHI
 * @param linkedOrders further orders that this report answers or adds to (more OBR, OBR-29); their accessions are this report's too
 */
public record RadiologyReport(
        ReportKey key,
        String messageId,
        Instant clock,
        String version,
        ReportStatus status,
        Patient patient,
        Order order,
        List<Section> sections,
        List<KnownIdentifier> knownIdentifiers,
        List<Coding> securityLabels,
        String sourceReference,
        List<String> warnings,
        List<Order> linkedOrders) {
    /** Warning of a report that covers several studies: an impression must not mix their findings. */
    public static final String SEVERAL_STUDIES = "several_studies";

    public RadiologyReport {
        sections = List.copyOf(sections);
        knownIdentifiers = List.copyOf(knownIdentifiers);
        securityLabels = List.copyOf(securityLabels);
        warnings = withStudies(warnings, sections);
        linkedOrders = List.copyOf(linkedOrders);
    }

    /** A report of one order. */
    public RadiologyReport(
            ReportKey key,
            String messageId,
            Instant clock,
            String version,
            ReportStatus status,
            Patient patient,
            Order order,
            List<Section> sections,
            List<KnownIdentifier> knownIdentifiers,
            List<Coding> securityLabels,
            String sourceReference,
            List<String> warnings) {
        this(
                key,
                messageId,
                clock,
                version,
                status,
                patient,
                order,
                sections,
                knownIdentifiers,
                securityLabels,
                sourceReference,
                warnings,
                List.of());
    }

    /** The text of all sections of a kind, joined by a newline; empty where there is none or it is blank. */
    public Optional<String> text(SectionKind kind) {
        return Section.text(sections, kind);
    }

    /** The examinations that the report covers, at least one; their sections together are the report's. */
    public List<Study> studies() {
        return Study.of(sections);
    }

    /** The language that the report's text is written in, as far as its small words tell. */
    public Optional<Language> language() {
        return Language.of(sections.stream().map(Section::text).collect(Collectors.joining("\n")));
    }

    private static List<String> withStudies(List<String> warnings, List<Section> sections) {
        boolean known = warnings.contains(SEVERAL_STUDIES) || Study.of(sections).size() < 2;
        return known
                ? List.copyOf(warnings)
                : Stream.concat(warnings.stream(), Stream.of(SEVERAL_STUDIES)).toList();
    }
}
