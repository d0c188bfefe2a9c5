package org.radiologygpt.hl7v2;

/** HL7 table 0155, the values of MSH-15 and MSH-16: when a sender wants an acknowledgement. */
enum AckCondition {
    AL,
    NE,
    ER,
    SU;

    /** An unknown value is answered always: an answer too many harms less than one that a sender waits for. */
    static AckCondition of(String value) {
        return switch (value) {
            case "", "NE" -> NE;
            case "ER" -> ER;
            case "SU" -> SU;
            default -> AL;
        };
    }

    boolean wants(AckVerdict verdict) {
        boolean success = verdict == AckVerdict.ACCEPTED;
        return this == AL || this == SU && success || this == ER && !success;
    }
}
