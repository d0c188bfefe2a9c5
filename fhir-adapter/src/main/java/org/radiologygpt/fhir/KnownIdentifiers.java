package org.radiologygpt.fhir;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Everything in a message that names or numbers a person, a visit, an order or a place. Walks every element of every
 * resource by type, so that an identifier is found wherever a sender puts it; the narrative is text, not a source.
 */
final class KnownIdentifiers {
    private static final Set<String> PEOPLE =
            Set.of("Patient", "RelatedPerson", "Practitioner", "PractitionerRole", "Person");
    private static final Set<String> PLACES =
            Set.of("Organization", "Location", "CareTeam", "HealthcareService", "Endpoint");
    /** Elements whose references mean people, where the reference does not say its type. */
    private static final Set<String> PERSON_ELEMENTS = Set.of(
            "subject",
            "patient",
            "performer",
            "resultsInterpreter",
            "requester",
            "author[x]",
            "actor",
            "individual",
            "generalPractitioner",
            "link",
            "participant",
            "recorder",
            "asserter",
            "practitioner");

    private static final Set<String> NUMBERS = Set.of(
            "uid", "serialNumber", "lotNumber", "deviceIdentifier", "subscriberId", "distinctIdentifier", "carrierHRF");

    private final Set<KnownIdentifier> found = new LinkedHashSet<>();

    private KnownIdentifiers() {}

    static List<KnownIdentifier> of(Iterable<Resource> resources) {
        KnownIdentifiers walk = new KnownIdentifiers();
        for (Resource resource : resources) {
            walk.number(resource.getIdElement().getIdPart());
            walk.children(resource, resource.fhirType());
        }
        return List.copyOf(walk.found);
    }

    private void children(Base parent, String parentType) {
        for (Property property : parent.children()) {
            if (!property.getName().equals("contained")) {
                property.getValues().forEach(child -> element(child, property.getName(), parentType));
            }
        }
    }

    private void element(Base element, String name, String parentType) {
        if (element instanceof HumanName human) {
            name(PersonNames.of(human));
        } else if (element instanceof Identifier identifier) {
            value(identifier.getValue());
        } else if (element instanceof ContactPoint contact) {
            contact(contact);
        } else if (element instanceof Address address) {
            address(address);
        } else if (element instanceof BaseDateTimeType date) {
            date(date.getValueAsString());
        } else if (element instanceof Reference reference) {
            reference(reference, name);
        } else if (element instanceof PrimitiveType<?> primitive) {
            primitive(primitive, name, parentType);
        } else if (element instanceof Extension extension) {
            extension(extension);
        }
        children(element, element.fhirType());
    }

    private void primitive(PrimitiveType<?> primitive, String name, String parentType) {
        String text = primitive.getValueAsString();
        if (NUMBERS.contains(name)) {
            value(text);
        } else if (name.equals("author[x]")) {
            name(PersonNames.parse(text == null ? "" : text));
        } else if (PLACES.contains(parentType) && (name.equals("name") || name.equals("alias"))) {
            words(text);
        }
    }

    private void extension(Extension extension) {
        String url = extension.getUrl() == null ? "" : extension.getUrl();
        if (url.endsWith("mothersMaidenName") && extension.getValue() instanceof StringType maiden) {
            name(PersonNames.parse(maiden.getValue()));
        }
    }

    private void reference(Reference reference, String element) {
        String literal = reference.hasReference() ? reference.getReference() : "";
        String[] parts = literal.replaceFirst("/_history/.*$", "").split("/");
        number(literal.startsWith("urn:") || literal.startsWith("#") ? null : parts[parts.length - 1]);
        if (!reference.hasDisplay()) {
            return;
        }
        String type = reference.hasType() ? reference.getType() : parts.length < 2 ? "" : parts[parts.length - 2];
        boolean untyped = type.isEmpty();
        if (PEOPLE.contains(type) || untyped && PERSON_ELEMENTS.contains(element)) {
            name(PersonNames.parse(reference.getDisplay()));
        }
        if (PLACES.contains(type) || untyped && (PERSON_ELEMENTS.contains(element) || element.equals("assigner"))) {
            words(reference.getDisplay());
        }
    }

    private void contact(ContactPoint contact) {
        boolean text = contact.getSystem() == ContactPointSystem.EMAIL || contact.getSystem() == ContactPointSystem.URL;
        if (text) {
            words(contact.getValue());
        } else {
            value(contact.getValue());
        }
    }

    /** State and country may stay (HIPAA Safe Harbor removes what is smaller than a state). */
    private void address(Address address) {
        address.getLine().forEach(line -> words(line.getValue()));
        Stream.of(address.getCity(), address.getDistrict(), address.getPostalCode(), address.getText())
                .forEach(this::words);
    }

    private void date(String value) {
        if (value != null && value.length() >= 10) {
            try {
                found.add(new KnownIdentifier.Date(LocalDate.parse(value.substring(0, 10))));
            } catch (DateTimeException e) {
                found.add(new KnownIdentifier.Words(value));
            }
        }
    }

    private void name(PersonName name) {
        if (!name.isBlank()) {
            found.add(new KnownIdentifier.Name(name));
        }
    }

    /** A logical id is an identifier where it can be told from a word. */
    private void number(String id) {
        if (id != null && id.length() >= 4 && id.chars().anyMatch(Character::isDigit)) {
            found.add(new KnownIdentifier.Number(id));
        }
    }

    private void value(String value) {
        if (value != null && !value.isBlank()) {
            found.add(new KnownIdentifier.Number(value.strip().replaceFirst("^urn:(oid|uuid):", "")));
        }
    }

    private void words(String text) {
        if (text != null && !text.isBlank()) {
            found.add(new KnownIdentifier.Words(text.strip()));
        }
    }
}
