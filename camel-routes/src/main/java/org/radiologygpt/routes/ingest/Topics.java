package org.radiologygpt.routes.ingest;

import java.util.List;

/**
 * Names of the topics.
 *
 * @param oru HL7 v2 messages, bytes as received
 * @param fhir FHIR resources as JSON
 * @param drafts one outcome record per message
 * @param errors messages that failed, with a typed reason
 * @param state the state of each report's draft; compacted, as many partitions as the inputs
 * @param training training pairs without identifiers; compacted
 * @param control kill switch and opt-outs; compacted
 */
public record Topics(
        String oru, String fhir, String drafts, String errors, String state, String training, String control) {

    /** The names of the contract. */
    public static Topics defaults() {
        return new Topics(
                "radiology.oru",
                "radiology.fhir",
                "radiology.drafts",
                "radiology.errors",
                "radiology.state",
                "radiology.training",
                "radiology.control");
    }

    /** All of them. */
    public List<String> all() {
        return List.of(oru, fhir, drafts, errors, state, training, control);
    }

    /** Those of which only the last record of each key counts ({@code cleanup.policy=compact}). */
    public List<String> compacted() {
        return List.of(state, training, control);
    }
}
