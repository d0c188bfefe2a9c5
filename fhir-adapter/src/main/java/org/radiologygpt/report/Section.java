package org.radiologygpt.report;

import java.util.Objects;

/**
 * One passage of a report.
 *
 * @param kind what it is about
 * @param text its text, lines separated by {@code \n}, without the heading
 */
public record Section(SectionKind kind, String text) {
    public Section {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }
}
