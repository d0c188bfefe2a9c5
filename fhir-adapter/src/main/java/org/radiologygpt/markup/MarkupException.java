package org.radiologygpt.markup;

/** The text is not the markup it is said to be, or is nested beyond any document. Never holds a word of the text. */
public final class MarkupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MarkupException(String what) {
        super(what);
    }
}
