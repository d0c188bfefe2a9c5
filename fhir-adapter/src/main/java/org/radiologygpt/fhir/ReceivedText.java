package org.radiologygpt.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.radiologygpt.markup.MarkupException;
import org.radiologygpt.markup.MarkupText;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.TextAccount;

/**
 * Counts the characters of report text in a message's JSON, on purpose without the parser's and the reader's help: what
 * they lose, this count must still see. Text are the elements in which an author writes freely: conclusion, attachments,
 * notes, strings of Observations, and the pages of reports and of documents. Attachments count by their bytes.
 */
final class ReceivedText {
    private static final ObjectMapper MAPPER = new ObjectMapper(StrictJson.FACTORY);
    private static final int BITS_OF_A_LETTER = 6;

    private ReceivedText() {}

    static int count(StrictJson message) {
        try {
            JsonNode root = MAPPER.readTree(message.text());
            int count = withContained(root);
            for (JsonNode entry : root.path("entry")) {
                count += withContained(entry.path("resource"));
            }
            return count;
        } catch (JsonProcessingException e) {
            throw new Rejection(RejectReason.MALFORMED_JSON, e.getClass().getSimpleName());
        }
    }

    private static int withContained(JsonNode resource) {
        int count = resource(resource);
        for (JsonNode contained : resource.path("contained")) {
            count += resource(contained);
        }
        return count;
    }

    private static int resource(JsonNode resource) {
        return switch (resource.path("resourceType").asText()) {
            case "DiagnosticReport" -> report(resource);
            case "Observation" -> observation(resource);
            case "Composition" -> document(resource.path("section"));
            default -> 0;
        };
    }

    private static int report(JsonNode report) {
        int count = text(report.path("conclusion")) + notes(report) + page(report);
        for (JsonNode form : report.path("presentedForm")) {
            count += bytes(form.path("data").asText());
        }
        for (JsonNode extension : report.path("extension")) {
            if (extension.path("url").asText().equals(NewerVersion.NOTE)) {
                count += text(extension.path("valueAnnotation").path("text"));
            }
        }
        return count;
    }

    private static int observation(JsonNode observation) {
        int count = text(observation.path("valueString")) + notes(observation);
        for (JsonNode component : observation.path("component")) {
            count += text(component.path("valueString"));
        }
        return count;
    }

    private static int document(JsonNode sections) {
        int count = 0;
        for (JsonNode section : sections) {
            count += page(section) + document(section.path("section"));
        }
        return count;
    }

    private static int notes(JsonNode element) {
        int count = 0;
        for (JsonNode note : element.path("note")) {
            count += text(note.path("text"));
        }
        return count;
    }

    private static int page(JsonNode element) {
        try {
            return TextAccount.characters(
                    MarkupText.fromHtml(element.path("text").path("div").asText()));
        } catch (MarkupException e) {
            return 0;
        }
    }

    private static int text(JsonNode value) {
        return TextAccount.characters(value.asText());
    }

    /** Bytes that Base64 stands for: six bits a letter, whole bytes only. */
    private static int bytes(String base64) {
        long letters = base64.chars()
                .takeWhile(c -> c != '=')
                .filter(c -> !TextAccount.isBlank((char) c))
                .count();
        return (int) (letters * BITS_OF_A_LETTER / Byte.SIZE);
    }
}
