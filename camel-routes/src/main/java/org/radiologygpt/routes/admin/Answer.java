package org.radiologygpt.routes.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a caller gets back.
 *
 * @param status HTTP status
 * @param reason typed code, for metrics
 * @param body JSON
 */
record Answer(int status, String reason, ObjectNode body) {
    static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, String reason, ObjectNode body) {
        return new Answer(status, reason, body);
    }

    /** A refusal; {@code detail} names fields and what is allowed, never what was given. */
    static Answer error(int status, String reason, String detail) {
        return new Answer(
                status, reason, JSON.createObjectNode().put("error", reason).put("detail", detail));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
