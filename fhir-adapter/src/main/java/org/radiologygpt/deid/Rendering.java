package org.radiologygpt.deid;

/** What stands in the text where an identifier stood. */
public enum Rendering {
    /** {@code [NAME-1]}: reversible, for the prompt. */
    PLACEHOLDERS,
    /** {@code ___}, as in MIMIC-CXR: for training. */
    MASK,
    /** Realistic replacements, dates shifted: for training and for sharing. */
    SURROGATES
}
