package org.radiologygpt.report;

import java.util.Locale;

/** What a passage of a report is about. */
public enum SectionKind {
    PROCEDURE,
    REQUEST,
    INDICATION,
    HISTORY,
    TECHNIQUE,
    COMPARISON,
    FINDINGS,
    IMPRESSION,
    RECOMMENDATION,
    ADDENDUM,
    /** Text under no heading, code or suffix. */
    UNSECTIONED,
    /** Lines that the source profile takes for footers, dictation stamps and signatures. */
    IGNORED;

    /** The key of this section in the JSON that the commands print: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
