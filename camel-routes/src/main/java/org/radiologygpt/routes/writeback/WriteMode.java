package org.radiologygpt.routes.writeback;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How drafts are written back. */
public enum WriteMode {
    /** One FHIR transaction for each draft. */
    TRANSACTION,
    /** Ordered single FHIR calls, for servers that take no transaction. */
    CALLS,
    /** As the first, with a DocumentReference in place of the DiagnosticReport. */
    DOCUMENT_REFERENCE,
    /** As {@link #CALLS}, with a DocumentReference in place of the DiagnosticReport. */
    DOCUMENT_REFERENCE_CALLS,
    /** ORU^R01, over MLLP or into a Kafka topic for an integration engine to send on. */
    ORU,
    /** JSON with the FHIR transaction in a Kafka topic, and nothing else. */
    KAFKA;

    /** As in the configuration: {@code document-reference}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the words of a draft stand in a DocumentReference. */
    public boolean isDocument() {
        return this == DOCUMENT_REFERENCE || this == DOCUMENT_REFERENCE_CALLS;
    }

    /** The codes of all. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(WriteMode::code).toList();
    }

    /** The mode of a code that {@link #codes()} holds. */
    public static WriteMode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
