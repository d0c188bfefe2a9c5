package org.radiologygpt.hl7v2;

/**
 * What a receiver says of a message, HL7 table 0008: HL7 v2.5.1 section 2.9.2.2 for the original mode, 2.9.3.2 for the
 * commit acknowledgement of the enhanced mode.
 */
public enum AckVerdict {
    /** In safe storage; the sender may forget it. */
    ACCEPTED("AA", "CA"),
    /** Its content or format is wrong: sent again unchanged it fails again. */
    ERROR("AE", "CE"),
    /** Its type, event or processing id is not taken here. */
    REJECTED("AR", "CR"),
    /** Not the message's fault: the original mode calls this a reject, the enhanced mode an error. It may be sent again. */
    UNAVAILABLE("AR", "CE");

    private final String application;
    private final String commit;

    AckVerdict(String application, String commit) {
        this.application = application;
        this.commit = commit;
    }

    /** Code of the original mode, and of an application acknowledgement of the enhanced mode. */
    public String application() {
        return application;
    }

    /** Code of a commit acknowledgement. */
    public String commit() {
        return commit;
    }
}
