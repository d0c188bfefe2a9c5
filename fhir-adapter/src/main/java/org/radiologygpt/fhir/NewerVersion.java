package org.radiologygpt.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.report.RejectReason;

/**
 * Elements that R5 writes in another shape, as R4 writes them: what would otherwise be refused, or be dropped although
 * it is text or names a person. R5's other elements are unknown to R4, and counted as such.
 */
final class NewerVersion {
    /** {@code DiagnosticReport.note} of R5 in R4, as HL7's versions extension names it. */
    static final String NOTE = "http://hl7.org/fhir/5.0/StructureDefinition/extension-DiagnosticReport.note";

    /** Names of elements by which such a message is told; several occur in R4 too. */
    static final Set<String> MARKS =
            Set.of("concept", "study", "actor", "actualPeriod", "note", "class", "type", "contact");

    /** R5's name of an element, and R4's, by resource type. */
    private static final Map<String, Map<String, String>> RENAMED = Map.of(
            "DiagnosticReport", Map.of("study", "imagingStudy"),
            "Encounter", Map.of("actualPeriod", "period"),
            "Encounter.participant", Map.of("actor", "individual"));

    /** Elements that repeat in R5 and do not in R4. */
    private static final Map<String, List<String>> REPEATED = Map.of(
            "Encounter", List.of("class"),
            "Device", List.of("type"),
            "Organization.contact", List.of("name"));

    private static final ObjectMapper MAPPER = JsonMapper.builder(StrictJson.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private NewerVersion() {}

    /** The message in the shapes of R4. */
    static String asR4(StrictJson message) {
        if (!message.newer()) {
            return message.text();
        }
        try {
            JsonNode root = MAPPER.readTree(message.text());
            return adapt(root) ? MAPPER.writeValueAsString(root) : message.text();
        } catch (JsonProcessingException e) {
            throw new Rejection(RejectReason.MALFORMED_JSON, e.getClass().getSimpleName());
        }
    }

    /** True where something was changed. */
    private static boolean adapt(JsonNode node) {
        boolean changed = false;
        if (node instanceof ObjectNode object) {
            changed = concept(object);
            String type = object.path("resourceType").asText();
            if (!type.isEmpty()) {
                changed |= shape(type, object);
                changed |= parts(type, "participant", object) | parts(type, "contact", object);
                changed |= type.equals("DiagnosticReport") && notes(object);
            }
        }
        for (JsonNode child : node) {
            changed |= child.isContainerNode() && adapt(child);
        }
        return changed;
    }

    private static boolean parts(String type, String name, ObjectNode resource) {
        boolean changed = false;
        for (JsonNode part : resource.path(name)) {
            changed |= part instanceof ObjectNode object && shape(type + "." + name, object);
        }
        return changed;
    }

    private static boolean shape(String type, ObjectNode object) {
        boolean changed = false;
        for (Map.Entry<String, String> name :
                RENAMED.getOrDefault(type, Map.of()).entrySet()) {
            if (object.has(name.getKey()) && !object.has(name.getValue())) {
                object.set(name.getValue(), object.remove(name.getKey()));
                changed = true;
            }
        }
        for (String name : REPEATED.getOrDefault(type, List.of())) {
            if (object.get(name) instanceof ArrayNode array && array.size() == 1) {
                object.set(name, coding(type, name, array.get(0)));
                changed = true;
            }
        }
        return changed;
    }

    /** {@code Encounter.class} became a CodeableConcept besides. */
    private static JsonNode coding(String type, String name, JsonNode value) {
        JsonNode coding = value.path("coding").path(0);
        return type.equals("Encounter") && name.equals("class") && coding.isObject() ? coding : value;
    }

    /** A CodeableReference is the only type whose {@code concept} or {@code reference} is an object. */
    private static boolean concept(ObjectNode object) {
        if (object.get("concept") instanceof ObjectNode concept) {
            JsonNode reference = object.get("reference");
            object.removeAll();
            object.setAll(concept);
            if (reference != null && !object.has("text") && reference.hasNonNull("display")) {
                object.set("text", reference.get("display"));
            }
            return true;
        }
        if (object.get("reference") instanceof ObjectNode reference) {
            object.removeAll();
            object.setAll(reference);
            return true;
        }
        return false;
    }

    private static boolean notes(ObjectNode report) {
        if (!(report.get("note") instanceof ArrayNode notes)) {
            return false;
        }
        report.remove("note");
        ArrayNode extensions =
                report.get("extension") instanceof ArrayNode array ? array : report.putArray("extension");
        notes.forEach(note -> extensions.addObject().put("url", NOTE).set("valueAnnotation", note));
        return true;
    }
}
