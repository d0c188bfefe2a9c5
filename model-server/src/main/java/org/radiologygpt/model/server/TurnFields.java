package org.radiologygpt.model.server;

import java.util.List;
import org.radiologygpt.model.generate.Priority;
import org.radiologygpt.model.generate.Turn;

/**
 * What a request says about its turn: {@code priority} as vLLM's integer, lower is earlier and 0 the usual, and OpenAI's
 * {@code user} for the client.
 */
final class TurnFields {
    /** From -2 on. */
    private static final List<Priority> PRIORITIES = List.of(Priority.STAT, Priority.URGENT, Priority.ROUTINE);

    /** A client is known by so many characters, so that a queue of them stays small. */
    private static final int CLIENT_CHARS = 64;

    private TurnFields() {}

    static Turn read(Fields fields) {
        int index = fields.integer("priority", 0, 1 - PRIORITIES.size()) + PRIORITIES.size() - 1;
        if (index >= PRIORITIES.size()) {
            throw ApiError.field("priority", "priority must be -2 (STAT), -1 (urgent) or 0 (routine)");
        }
        String user = fields.node("user").asText("");
        return new Turn(PRIORITIES.get(index), user.substring(0, Math.min(user.length(), CLIENT_CHARS)));
    }
}
