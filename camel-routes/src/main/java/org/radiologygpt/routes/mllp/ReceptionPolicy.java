package org.radiologygpt.routes.mllp;

import java.util.Optional;

/**
 * Where received messages go.
 *
 * @param topic messages of production
 * @param testTopic messages of training and debugging, MSH-11 T and D; empty refuses them
 * @param errorTopic what is refused, with its reason
 * @param otherMessages what becomes of messages of other types and events
 */
public record ReceptionPolicy(
        String topic, Optional<String> testTopic, String errorTopic, OtherMessages otherMessages) {

    /** Messages that are neither results, documents nor merges of patients. */
    public enum OtherMessages {
        /** Refused with AR and not stored: the sender keeps them. */
        REJECT,
        /** Kept in the error topic and acknowledged: for feeds that cannot be filtered at their source. */
        KEEP
    }
}
