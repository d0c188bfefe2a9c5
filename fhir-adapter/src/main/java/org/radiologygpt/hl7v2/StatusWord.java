package org.radiologygpt.hl7v2;

import java.util.Locale;
import java.util.regex.Pattern;

/** A status as senders write it, in the spelling of the tables: capitals, words divided by one blank. */
final class StatusWord {
    private static final Pattern DIVIDERS = Pattern.compile("[\\s_-]+");

    private StatusWord() {}

    static String of(String value) {
        return DIVIDERS.matcher(value.strip().toUpperCase(Locale.ROOT)).replaceAll(" ");
    }
}
