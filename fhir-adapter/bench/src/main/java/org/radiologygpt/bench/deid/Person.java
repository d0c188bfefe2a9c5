package org.radiologygpt.bench.deid;

import java.util.Locale;
import org.radiologygpt.report.PersonName;

/**
 * Somebody in a report.
 *
 * @param family family name, with its particles and all its parts
 * @param given first name
 * @param middle second name, or empty
 * @param suffix as {@code Jr.}, or empty
 * @param female for titles and pronouns
 * @param known the message names the person
 */
record Person(String family, String given, String middle, String suffix, boolean female, boolean known) {

    PersonName name() {
        return new PersonName(family, given, middle, "", suffix);
    }

    String initials() {
        return initial(given) + (middle.isEmpty() ? "" : initial(middle)) + initial(family);
    }

    static String initial(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }
}
