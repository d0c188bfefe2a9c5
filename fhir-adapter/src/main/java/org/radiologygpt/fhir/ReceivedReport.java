package org.radiologygpt.fhir;

import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceType;
import org.radiologygpt.report.RejectReason;

/**
 * A DiagnosticReport with whatever else its message carries.
 *
 * @param report the report
 * @param resources every resource of the message, contained ones too, the report first
 * @param byReference the same by each reference that can mean them
 * @param warnings what the parser let pass
 */
record ReceivedReport(
        DiagnosticReport report, List<Resource> resources, Map<String, Resource> byReference, List<String> warnings) {

    static ReceivedReport of(StrictJson message) {
        ParseNotes notes = new ParseNotes();
        Resource root = parse(message, notes);
        List<BundleEntryComponent> entries = root instanceof Bundle bundle ? bundle.getEntry() : List.of();
        List<DiagnosticReport> reports = Stream.concat(
                        Stream.of(root), entries.stream().map(BundleEntryComponent::getResource))
                .filter(DiagnosticReport.class::isInstance)
                .map(DiagnosticReport.class::cast)
                .toList();
        if (reports.isEmpty()) {
            throw new Rejection(RejectReason.NOT_A_DIAGNOSTIC_REPORT, root.fhirType() + " without DiagnosticReport");
        }
        if (reports.size() > 1) {
            throw new Rejection(RejectReason.INVALID_FHIR, "Bundle with " + reports.size() + " DiagnosticReports");
        }
        return assemble(reports.get(0), entries, notes);
    }

    private static ReceivedReport assemble(
            DiagnosticReport report, List<BundleEntryComponent> entries, ParseNotes notes) {
        List<Resource> resources = new ArrayList<>(List.of(report));
        resources.addAll(report.getContained());
        Map<String, Resource> byReference = new LinkedHashMap<>();
        report.getContained().forEach(resource -> byReference.put(fragment(resource), resource));
        for (BundleEntryComponent entry : entries) {
            Resource resource = entry.getResource();
            if (resource != null && resource != report) {
                resources.add(resource);
                byReference.putIfAbsent(entry.getFullUrl(), resource);
                if (resource.hasIdElement()) {
                    byReference.putIfAbsent(
                            resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
                }
                if (resource instanceof org.hl7.fhir.r4.model.DomainResource domain) {
                    resources.addAll(domain.getContained());
                }
            }
        }
        return new ReceivedReport(report, resources, byReference, notes.warnings());
    }

    /** The resource that a reference means, where the message carries it. */
    Optional<Resource> resolve(Reference reference) {
        if (reference.getResource() instanceof Resource resource) {
            return Optional.of(resource);
        }
        String literal = Optional.ofNullable(reference.getReference()).orElse("");
        String unversioned = literal.replaceFirst("/_history/.*$", "");
        Resource found = byReference.get(unversioned);
        if (found == null && unversioned.contains("/")) {
            String[] parts = unversioned.split("/");
            found = parts.length < 2 ? null : byReference.get(parts[parts.length - 2] + "/" + parts[parts.length - 1]);
        }
        return Optional.ofNullable(found);
    }

    <T extends Resource> Optional<T> resolve(Reference reference, Class<T> type) {
        return resolve(reference).filter(type::isInstance).map(type::cast);
    }

    <T extends Resource> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }

    private static String fragment(Resource contained) {
        String id = Optional.ofNullable(contained.getIdElement().getValue()).orElse("");
        return id.startsWith("#") ? id : "#" + id;
    }

    private static Resource parse(StrictJson message, ParseNotes notes) {
        requireFhir(message.resourceType());
        IParser parser = FhirR4.json();
        parser.setParserErrorHandler(notes);
        try {
            return (Resource) parser.parseResource(message.text());
        } catch (Rejection rejection) {
            throw rejection;
        } catch (RuntimeException e) {
            throw new Rejection(
                    RejectReason.INVALID_FHIR,
                    "the FHIR parser refused it: " + e.getClass().getSimpleName());
        }
    }

    private static void requireFhir(String type) {
        boolean known =
                Stream.of(ResourceType.values()).anyMatch(value -> value.name().equals(type));
        if (!known) {
            throw new Rejection(RejectReason.NOT_FHIR, "no resourceType of FHIR R4");
        }
        if (!type.equals("DiagnosticReport") && !type.equals("Bundle")) {
            throw new Rejection(RejectReason.NOT_A_DIAGNOSTIC_REPORT, type);
        }
    }
}
