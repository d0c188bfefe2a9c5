package org.radiologygpt.fhir;

import ca.uhn.fhir.parser.IParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Property;
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
        DiagnosticReport report = root instanceof DiagnosticReport alone ? alone : subject(entries);
        return assemble(report, entries, notes);
    }

    /** The one report of a Bundle: the only one, the only one that was searched for, or the focus of the message. */
    private static DiagnosticReport subject(List<BundleEntryComponent> entries) {
        List<BundleEntryComponent> carried = entries.stream()
                .filter(entry -> entry.getResource() instanceof DiagnosticReport)
                .toList();
        List<BundleEntryComponent> matched = carried.stream()
                .filter(entry -> entry.getSearch().getMode() != SearchEntryMode.INCLUDE)
                .toList();
        Set<String> focus = entries.stream()
                .map(BundleEntryComponent::getResource)
                .filter(MessageHeader.class::isInstance)
                .flatMap(header -> ((MessageHeader) header).getFocus().stream())
                .map(ReceivedReport::unversioned)
                .collect(Collectors.toSet());
        List<BundleEntryComponent> focused =
                matched.stream().filter(entry -> isNamed(entry, focus)).toList();
        if (carried.isEmpty()) {
            throw new Rejection(RejectReason.NOT_A_DIAGNOSTIC_REPORT, "Bundle without DiagnosticReport");
        }
        return Stream.of(carried, matched, focused)
                .filter(entry -> entry.size() == 1)
                .map(entry -> (DiagnosticReport) entry.get(0).getResource())
                .findFirst()
                .orElseThrow(() -> new Rejection(
                        RejectReason.SEVERAL_REPORTS, "Bundle with " + carried.size() + " DiagnosticReports"));
    }

    private static boolean isNamed(BundleEntryComponent entry, Set<String> references) {
        String id = entry.getResource().getIdElement().getIdPart();
        return references.contains(String.valueOf(entry.getFullUrl()))
                || references.stream().anyMatch(reference -> reference.endsWith("DiagnosticReport/" + id));
    }

    private static String unversioned(Reference reference) {
        return Optional.ofNullable(reference.getReference()).orElse("").replaceFirst("/_history/.*$", "");
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
                byReference.putIfAbsent(String.valueOf(entry.getFullUrl()).replaceFirst("/_history/.*$", ""), resource);
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
        String unversioned = unversioned(reference);
        Resource found = byReference.get(unversioned);
        if (found == null && unversioned.contains("/")) {
            String[] parts = unversioned.split("/");
            found = parts.length < 2 ? null : byReference.get(parts[parts.length - 2] + "/" + parts[parts.length - 1]);
        }
        return Optional.ofNullable(found).or(() -> conditional(unversioned));
    }

    /** {@code Patient?identifier=system|value}, as transactions write it. */
    private Optional<Resource> conditional(String reference) {
        int query = reference.indexOf("?identifier=");
        if (query < 0 || reference.indexOf('&') >= 0) {
            return Optional.empty();
        }
        String type = reference.substring(0, query);
        String token = URLDecoder.decode(
                reference.substring(query + "?identifier=".length()).replaceAll("%(?![0-9A-Fa-f]{2})", "%25"),
                StandardCharsets.UTF_8);
        List<Resource> found = resources.stream()
                .filter(resource -> resource.fhirType().equals(type) && identified(resource, token))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static boolean identified(Resource resource, String token) {
        Property identifiers = resource.getNamedProperty("identifier");
        return identifiers != null
                && identifiers.getValues().stream()
                        .filter(Identifier.class::isInstance)
                        .map(Identifier.class::cast)
                        .filter(Identifier::hasValue)
                        .anyMatch(identifier -> token.equals(
                                (identifier.hasSystem() ? identifier.getSystem() + "|" : "") + identifier.getValue()));
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
            return (Resource) parser.parseResource(NewerVersion.asR4(message));
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
