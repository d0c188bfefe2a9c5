package org.radiologygpt.report;

/** A message that cannot be written without identifiers and still mean the same. Its message is a code, never content. */
public final class ScrubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param code why, lower case, as {@code modifier_extension} */
    public ScrubException(String code) {
        super(code);
    }
}
