package org.radiologygpt.routes.deadletter;

import java.util.Locale;

/** The steps on the way of a message. */
public enum Stage {
    RECEIVE,
    READ,
    DRAFT,
    WRITE_BACK,
    OUTCOME;

    /** Lower case, as {@code write_back}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
