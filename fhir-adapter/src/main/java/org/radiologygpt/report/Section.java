package org.radiologygpt.report;

import java.util.Objects;
import java.util.Optional;

/**
 * One passage of a report.
 *
 * @param kind what it is about
 * @param text its text, lines separated by {@code \n}, without the heading
 * @param status its own status where that is less final than the report's; empty where the report's status is its own
 */
public record Section(SectionKind kind, String text, Optional<ReportStatus> status) {
    public Section {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(status, "status");
    }

    /** A passage with the status of its report. */
    public Section(SectionKind kind, String text) {
        this(kind, text, Optional.empty());
    }
}
