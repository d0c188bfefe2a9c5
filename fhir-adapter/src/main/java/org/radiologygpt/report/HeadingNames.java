package org.radiologygpt.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Headings as names of observations: {@code OBX-3} and {@code Observation.code} often carry one as their text. */
public final class HeadingNames {
    private static final Map<String, SectionKind> NAMES = ResourceTable.rows("headings.tsv").stream()
            .filter(row -> !row[1].equals("unsectioned"))
            // A name as "Report" or "Description" says nothing of the section: the text is searched for headings.
            .filter(row -> !row[1].equals("findings") || row[0].contains("FINDING"))
            .collect(Collectors.toMap(row -> row[0], row -> SectionKind.valueOf(row[1].toUpperCase(Locale.ROOT))));

    private HeadingNames() {}

    /** The section that a display name names, in any case; empty where it is no heading. */
    public static Optional<SectionKind> section(String display) {
        String name = display.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(NAMES.get(name.endsWith(":") ? name.substring(0, name.length() - 1) : name));
    }
}
