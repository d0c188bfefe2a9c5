package org.radiologygpt.bench.deid;

import java.util.Locale;
import org.radiologygpt.report.PersonName;

/**
 * Somebody in a report.
 *
 * @param family family name, with its particles and all its parts
 * @param given first name
 * @param middle second name, or empty
 * @param female for titles and pronouns
 * @param known the message names the person
 */
record Person(String family, String given, String middle, boolean female, boolean known) {

    PersonName name() {
        return new PersonName(family, given, middle, "", "");
    }

    String initials() {
        return initial(given) + (middle.isEmpty() ? "" : initial(middle)) + initial(family);
    }

    static String initial(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }
}
