package org.radiologygpt.hl7v2;

/** Whether MSH-15 and MSH-16 are heeded. */
public enum AckMode {
    /** As the standard says: enhanced where the sender fills either field, else original. */
    STANDARD,
    /** Always one AA, AE or AR: for senders that fill the fields and do not mean it. */
    ORIGINAL
}
