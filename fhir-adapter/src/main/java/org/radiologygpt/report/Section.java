package org.radiologygpt.report;

import java.util.List;
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

    /** The text of all sections of a kind, joined by a newline; empty where there is none or it is blank. */
    static Optional<String> text(List<Section> sections, SectionKind kind) {
        String text = "";
        for (Section section : sections) {
            String part = section.kind() == kind ? section.text().strip() : "";
            if (!part.isEmpty()) {
                text = text.isEmpty() ? part : text + "\n" + part;
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
