package org.radiologygpt.model.generate;

/** How urgent a request is, most urgent first. */
public enum Priority {
    /** At once: takes the next free slot. */
    STAT,
    URGENT,
    ROUTINE
}
