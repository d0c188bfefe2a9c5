package org.radiologygpt.routes.quickstart;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * One thing a resource can be found by.
 *
 * @param parameter FHIR search parameter, as {@code identifier} or {@code subject:identifier}
 * @param system system of a token; {@link #ANY} where the search names none
 * @param value code, identifier or reference; {@link #ANY} where the search names none
 */
record SearchTerm(String parameter, String system, String value) {
    static final String ANY = "\u0000";

    /** Elements at the top of a resource, and the search parameters of FHIR R4 that look at them. */
    static final Map<String, List<String>> PARAMETERS = Map.ofEntries(
            Map.entry("identifier", List.of("identifier")),
            Map.entry("status", List.of("status")),
            Map.entry("code", List.of("code")),
            Map.entry("category", List.of("category")),
            Map.entry("type", List.of("type")),
            Map.entry("derivedFrom", List.of("derived-from")),
            Map.entry("subject", List.of("subject", "patient")),
            Map.entry("for", List.of("subject", "patient")),
            Map.entry("focus", List.of("focus")),
            Map.entry("target", List.of("target")),
            Map.entry("basedOn", List.of("based-on")),
            Map.entry("result", List.of("result")));

    /** The terms under which a resource is found. */
    static Set<SearchTerm> of(Resource resource) {
        Set<SearchTerm> terms = new HashSet<>();
        terms.add(new SearchTerm("_id", ANY, resource.getIdElement().getIdPart()));
        resource.getMeta().getSecurity().forEach(label -> token(terms, "_security", label));
        resource.getMeta().getTag().forEach(tag -> token(terms, "_tag", tag));
        for (Property property : resource.children()) {
            for (String parameter : PARAMETERS.getOrDefault(property.getName(), List.of())) {
                property.getValues().forEach(value -> add(terms, parameter, value));
            }
        }
        return terms;
    }

    private static void add(Set<SearchTerm> terms, String parameter, Base value) {
        if (value instanceof Identifier identifier) {
            token(terms, parameter, identifier.getSystem(), identifier.getValue());
        } else if (value instanceof CodeableConcept concept) {
            concept.getCoding().forEach(coding -> token(terms, parameter, coding));
        } else if (value instanceof Reference reference) {
            reference(terms, parameter, reference);
        } else if (value instanceof PrimitiveType<?> code) {
            token(terms, parameter, "", code.getValueAsString());
        }
    }

    private static void reference(Set<SearchTerm> terms, String parameter, Reference reference) {
        if (reference.hasIdentifier()) {
            Identifier identifier = reference.getIdentifier();
            token(terms, parameter + ":identifier", identifier.getSystem(), identifier.getValue());
        }
        if (reference.hasReference()) {
            String literal = FhirQuery.relative(reference.getReference());
            terms.add(new SearchTerm(parameter, ANY, literal));
            terms.add(new SearchTerm(parameter, ANY, literal.replaceFirst("^.*/", "")));
        }
    }

    private static void token(Set<SearchTerm> terms, String parameter, Coding coding) {
        token(terms, parameter, coding.getSystem(), coding.getCode());
    }

    private static void token(Set<SearchTerm> terms, String parameter, String system, String value) {
        String named = Objects.requireNonNullElse(system, "");
        if (value != null) {
            terms.add(new SearchTerm(parameter, named, value));
            terms.add(new SearchTerm(parameter, ANY, value));
            terms.add(new SearchTerm(parameter, named, ANY));
        }
    }
}
