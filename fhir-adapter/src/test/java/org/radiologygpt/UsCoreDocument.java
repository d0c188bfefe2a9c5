package org.radiologygpt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;

/**
 * The rules of the profile US Core DocumentReference (us-core-documentreference) that go beyond R4, written down by hand:
 * its package is not published on Maven Central.
 */
final class UsCoreDocument {
    private static final String CATEGORY = "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category";

    private UsCoreDocument() {}

    static List<String> violations(DocumentReference document) {
        Map<String, Boolean> rules = new LinkedHashMap<>();
        rules.put("status 1..1", document.hasStatus());
        rules.put("type 1..1, LOINC of scale Doc", has(document.getType(), "http://loinc.org", "18748-4"));
        rules.put(
                "category:uscore, clinical-note",
                document.getCategory().stream().anyMatch(category -> has(category, CATEGORY, "clinical-note")));
        rules.put("subject 1..1, data-absent-reason where unknown", document.hasSubject());
        rules.put("date, must support", document.hasDate());
        rules.put("content 1..*", document.hasContent());
        Attachment attachment = document.getContentFirstRep().getAttachment();
        rules.put("us-core-6: data or url", attachment.hasData() || attachment.hasUrl());
        rules.put("contentType, must support", attachment.hasContentType());
        rules.put("size and hash of what is attached", attachment.hasSize() && attachment.hasHash());
        rules.put("no person answers for a draft", !document.hasAuthenticator());
        return rules.entrySet().stream()
                .filter(rule -> !rule.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean has(CodeableConcept concept, String system, String code) {
        return concept.getCoding().stream()
                .anyMatch(coding -> system.equals(coding.getSystem()) && code.equals(coding.getCode()));
    }
}
