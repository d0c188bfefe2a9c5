package org.radiologygpt.routes.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One bundled synthetic message.
 *
 * @param name its file
 * @param fhir whether it goes to the FHIR topic
 * @param key key of its record
 * @param bytes the message
 * @param outcome what must become of it
 * @param reason why, or empty for a draft
 * @param shows what it is there for
 * @param late whether it is sent when the others have their outcome
 */
record SampleMessage(
        String name,
        boolean fhir,
        String key,
        byte[] bytes,
        String outcome,
        String reason,
        String shows,
        boolean late) {
    private static final String RUN = "{run}";

    /**
     * All bundled messages.
     *
     * @param run put into their numbers, so that each run brings new reports
     */
    static List<SampleMessage> all(String run) {
        try {
            List<SampleMessage> messages = new ArrayList<>();
            for (JsonNode entry : new YAMLMapper().readTree(resource("messages.yaml"))) {
                messages.add(of(entry, run));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SampleMessage of(JsonNode entry, String run) throws IOException {
        String file = entry.path("file").asText();
        String text = new String(resource(file), StandardCharsets.UTF_8).replace(RUN, run);
        if (entry.has("text")) {
            text = text.replace(
                    "{text}",
                    Base64.getEncoder()
                            .encodeToString(resource(entry.path("text").asText())));
        }
        // Segments of HL7 v2 end with a carriage return; a file in a repository ends its lines otherwise.
        String message = file.endsWith(".hl7") ? text.replace('\n', '\r') : text;
        return new SampleMessage(
                file,
                entry.path("topic").asText().equals("fhir"),
                entry.path("key").asText() + "-" + run,
                message.getBytes(StandardCharsets.UTF_8),
                entry.path("outcome").asText(),
                entry.path("reason").asText(""),
                entry.path("shows").asText(),
                entry.path("late").asBoolean());
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream stream = SampleMessage.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the bundled message " + file + " is missing");
            }
            return stream.readAllBytes();
        }
    }

    /** Whether an outcome is the one this message is there for. */
    boolean expects(Outcome actual) {
        return actual.outcome().equals(outcome)
                && (reason.isEmpty() || actual.reason().equals(reason));
    }
}
