package org.radiologygpt.routes.deadletter;

/**
 * Why a message is kept for a person or a replay.
 *
 * @param reason typed reason, as {@code no_msh_segment} or {@code fhir_refused}
 * @param stage where on its way, as {@code read}
 * @param detail class of the fault or field of the message; never content of the message
 */
public record Failure(String reason, Stage stage, String detail) {

    /** A fault nobody foresaw: its class is named, its words are not repeated, for they may quote the message. */
    public static Failure unforeseen(Stage stage, Throwable fault) {
        return new Failure("internal_fault", stage, fault.getClass().getName());
    }
}
