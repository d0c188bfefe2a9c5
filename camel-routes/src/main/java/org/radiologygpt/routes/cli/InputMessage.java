package org.radiologygpt.routes.cli;

import org.radiologygpt.report.RejectReason;

/** One message of an input file, or what stands in its place. */
sealed interface InputMessage {

    /** {@code path#number}, the number counting the messages of that file from 0. */
    String source();

    /** Bytes of one HL7 v2 message, its frame taken off. */
    record Hl7(String source, byte[] bytes) implements InputMessage {}

    /** Bytes of one JSON document that should be FHIR. */
    record Fhir(String source, byte[] bytes) implements InputMessage {}

    /** A line {@code {"id","text"}}. */
    record Text(String source, String id, String text) implements InputMessage {}

    /** What cannot be handed to any reader. */
    record Unreadable(String source, RejectReason reason, String detail) implements InputMessage {}
}
