package org.radiologygpt.draft;

import java.util.Locale;

/** What a radiologist made of a draft. */
public enum Review {
    ACCEPTED,
    EDITED,
    REJECTED;

    /** Lower case, as {@code accepted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
