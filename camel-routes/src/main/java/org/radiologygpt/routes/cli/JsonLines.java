package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.radiologygpt.report.RejectReason;

/** Prints one JSON object a line, UTF-8, and remembers whether any message was rejected. */
final class JsonLines {
    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream out;
    private boolean rejected;

    JsonLines(PrintStream out) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    /** A line for one message, {@code source} and {@code outcome} first. */
    ObjectNode line(String source, String outcome) {
        return object().put("source", source).put("outcome", outcome);
    }

    /** A line for something else than a message. */
    ObjectNode object() {
        return json.createObjectNode();
    }

    /** A line for a message that cannot be read. */
    ObjectNode rejected(String source, RejectReason reason, String detail) {
        return line(source, "rejected").put("reason", reason.code()).put("detail", detail);
    }

    void print(ObjectNode line) {
        rejected |= line.path("outcome").asText().equals("rejected");
        try {
            out.println(json.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written");
        }
        out.flush();
    }

    /** The exit code of design 3.1: 1 where some message was rejected, else 0. */
    int exitCode() {
        return rejected ? 1 : 0;
    }

    ObjectMapper mapper() {
        return json;
    }
}
