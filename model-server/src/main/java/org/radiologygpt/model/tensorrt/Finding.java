package org.radiologygpt.model.tensorrt;

/** What was found of a part; each in words for an operator. */
public sealed interface Finding {
    Part part();

    String text();

    /** The part is there. */
    record Found(Part part, String text) implements Finding {}

    /** The part is missing or cannot be used; the text is one sentence with what to install. */
    record Missing(Part part, String text) implements Finding {}

    /** Nothing can be said, because a part below is missing. */
    record Unasked(Part part, String text) implements Finding {}
}
