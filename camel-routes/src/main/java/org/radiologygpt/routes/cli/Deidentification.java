package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.DeidKey;

/** One way of de-identifying the messages of a run. For one thread. */
interface Deidentification {

    /** What is printed for a message. */
    ObjectNode line(JsonLines lines, Readers readers, InputMessage message);

    /** What was removed from the last message. */
    DeidAudit audit();

    /** The key in use, where there is one. */
    Optional<DeidKey> key();
}
