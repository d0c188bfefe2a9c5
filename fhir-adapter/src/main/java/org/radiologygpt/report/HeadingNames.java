package org.radiologygpt.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Headings as names of observations: {@code OBX-3} and {@code Observation.code} often carry one as their text. */
public final class HeadingNames {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Map<String, SectionKind> NAMES = Language.EN.headings().stream()
            .filter(heading -> heading.kind() != SectionKind.UNSECTIONED)
            // A name as "Report" or "Description" says nothing of the section: the text is searched for headings.
            .filter(heading ->
                    heading.kind() != SectionKind.FINDINGS || heading.words().contains("FINDING"))
            .collect(Collectors.toMap(Heading::words, Heading::kind));

    private HeadingNames() {}

    /** The section that a display name names, in any case; empty where it is no heading. */
    public static Optional<SectionKind> section(String display) {
        if (display.isEmpty()) {
            return Optional.empty();
        }
        String name = BLANKS.matcher(display.strip()).replaceAll(" ").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(NAMES.get(name.endsWith(":") ? name.substring(0, name.length() - 1) : name));
    }
}
