package org.radiologygpt.routes.ingest;

import java.util.List;

/**
 * Names of the topics.
 *
 * @param oru HL7 v2 messages, bytes as received
 * @param fhir FHIR resources as JSON
 * @param drafts one outcome record per message
 * @param errors messages that failed, with a typed reason
 */
public record Topics(String oru, String fhir, String drafts, String errors) {

    /** The names of the contract. */
    public static Topics defaults() {
        return new Topics("radiology.oru", "radiology.fhir", "radiology.drafts", "radiology.errors");
    }

    /** All of them. */
    public List<String> all() {
        return List.of(oru, fhir, drafts, errors);
    }
}
