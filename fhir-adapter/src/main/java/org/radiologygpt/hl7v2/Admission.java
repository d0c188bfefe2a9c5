package org.radiologygpt.hl7v2;

import java.util.Optional;
import org.radiologygpt.report.ReportKey;

/** Whether a message may be stored, and under which key. Says nothing of its clinical content. */
public sealed interface Admission {

    /**
     * A message about a report.
     *
     * @param key the same key that {@link OruReader} gives the report
     */
    record Report(MessageHeader header, ReportKey key) implements Admission {}

    /**
     * A merge of patients, ADT^A40 or its kin: it is about all reports of a patient, so that no accession can be its key.
     *
     * @param source sending system, as in a {@link ReportKey}
     */
    record Merge(MessageHeader header, String source) implements Admission {}

    /**
     * None of these.
     *
     * @param header present where one was found
     * @param detail field and cause, never content of the message
     */
    record Refused(Optional<MessageHeader> header, AckReason reason, String detail) implements Admission {}
}
