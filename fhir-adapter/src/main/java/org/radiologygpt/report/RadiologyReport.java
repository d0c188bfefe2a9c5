package org.radiologygpt.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
 * @param details what the message says besides, for a conversion
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
        ReportDetails details) {
    public RadiologyReport {
        sections = List.copyOf(sections);
        knownIdentifiers = List.copyOf(knownIdentifiers);
        securityLabels = List.copyOf(securityLabels);
        warnings = List.copyOf(warnings);
    }

    /** A report without further details. */
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
                ReportDetails.none());
    }

    /** The same report with these details. */
    public RadiologyReport with(ReportDetails besides) {
        return new RadiologyReport(
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
                besides);
    }

    /** The text of all sections of a kind, joined by a newline; empty where there is none or it is blank. */
    public Optional<String> text(SectionKind kind) {
        String text = sections.stream()
                .filter(section -> section.kind() == kind)
                .map(section -> section.text().strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        return Optional.of(text).filter(joined -> !joined.isEmpty());
    }
}
