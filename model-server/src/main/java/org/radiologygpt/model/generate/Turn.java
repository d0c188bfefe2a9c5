package org.radiologygpt.model.generate;

/**
 * What decides when a request gets a slot.
 *
 * @param priority how urgent it is
 * @param client who asks, in words of its own; clients of one priority take turns. Never logged, never counted by
 */
public record Turn(Priority priority, String client) {

    /** Routine, of nobody in particular. */
    public static final Turn ROUTINE = new Turn(Priority.ROUTINE, "");

    /** Without the client: it is text of a request. */
    @Override
    public String toString() {
        return "Turn[priority=" + priority + "]";
    }
}
