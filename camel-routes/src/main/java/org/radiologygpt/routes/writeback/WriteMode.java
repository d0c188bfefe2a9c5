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
    /** ORU^R01 in a Kafka topic, for an integration engine to send on. */
    ORU,
    /** JSON with the FHIR transaction in a Kafka topic, and nothing else. */
    KAFKA;

    /** Lower case, as in the configuration. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The codes of all. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(WriteMode::code).toList();
    }

    /** The mode of a code that {@link #codes()} holds. */
    public static WriteMode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
