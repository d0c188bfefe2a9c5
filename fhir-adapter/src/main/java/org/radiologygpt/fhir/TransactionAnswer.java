package org.radiologygpt.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;

/**
 * What became of each entry of a transaction: the part of a transaction-response (FHIR R4, Bundle) that is needed, without
 * parsing the resources and outcomes that a server may add.
 *
 * @param type of the Bundle
 * @param entries one for each entry of the request, in its order
 */
record TransactionAnswer(String type, List<Entry> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One entry.
     *
     * @param status HTTP status and reason; empty where the server told none
     * @param location of the resource; empty where the server told none
     */
    record Entry(String status, String location) {}

    /**
     * Reads an answer.
     *
     * @throws DataFormatException where it is no Bundle
     */
    static TransactionAnswer of(String json) {
        JsonNode bundle = parsed(json);
        if (!"Bundle".equals(bundle.path("resourceType").asText())) {
            throw new DataFormatException("no Bundle");
        }
        List<Entry> entries = StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .map(entry -> entry.path("response"))
                .map(response -> new Entry(
                        response.path("status").asText(),
                        response.path("location").asText()))
                .toList();
        return new TransactionAnswer(bundle.path("type").asText(), entries);
    }

    /** The same of an answer that HAPI parsed. */
    static TransactionAnswer of(Bundle answer) {
        List<Entry> entries = answer.getEntry().stream()
                .map(BundleEntryComponent::getResponse)
                .map(response -> new Entry(text(response.getStatus()), text(response.getLocation())))
                .toList();
        return new TransactionAnswer(answer.hasType() ? answer.getType().toCode() : "", entries);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    // The cause is not chained: what Jackson says quotes the text.
    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new DataFormatException("no JSON");
        }
    }

    /** Whether each of so many entries succeeded. */
    boolean confirms(int count) {
        return type.equals("transaction-response")
                && entries.size() == count
                && entries.stream().allMatch(entry -> entry.status().startsWith("2"));
    }
}
