package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/**
 * Sections from several elements of one report, each text once. What stands word for word in a section of its kind is not
 * added again; a longer text takes the place of its part. Where only the unsectioned text ends with what another element
 * calls the impression, it is cut there.
 */
final class Gathered {
    /** Differences between a text and the same text through RTF or HTML: blanks, bullets, quotation marks, dashes. */
    private static final Pattern LOOKS = Pattern.compile("[\\s\u00a0\u2022\u00b7*_\"'\u2018\u2019\u201c\u201d-]+");

    private static final Pattern LONG_DASH = Pattern.compile("[\u2010-\u2015]");

    private final List<Section> sections = new ArrayList<>();
    private final Map<Section, String> plain = new HashMap<>();

    boolean isEmpty() {
        return sections.isEmpty();
    }

    List<Section> sections() {
        return List.copyOf(sections);
    }

    /** The sections of one element: among themselves they are not compared, an author may repeat himself. */
    void add(List<Section> element) {
        List<Section> fresh =
                element.stream().filter(section -> !known(section)).toList();
        fresh.forEach(section -> sections.removeIf(older -> contains(section, older)));
        fresh.stream()
                .filter(section -> section.kind() == SectionKind.IMPRESSION)
                .forEach(this::cutFromUnsectioned);
        sections.addAll(fresh);
    }

    private boolean known(Section section) {
        return sections.stream().anyMatch(known -> contains(known, section));
    }

    private boolean contains(Section whole, Section part) {
        String words = plain(part);
        return whole.kind() == part.kind() && plain(whole).contains(words);
    }

    private String plain(Section section) {
        return plain.computeIfAbsent(
                section, text -> LOOKS.matcher(LONG_DASH.matcher(text.text()).replaceAll("-"))
                        .replaceAll(" ")
                        .strip()
                        .toLowerCase(Locale.ROOT));
    }

    private void cutFromUnsectioned(Section impression) {
        String tail = impression.text().strip();
        sections.replaceAll(section -> {
            String text = section.text().strip();
            boolean repeats = section.kind() == SectionKind.UNSECTIONED
                    && text.endsWith(tail)
                    && (text.length() == tail.length()
                            || Character.isWhitespace(text.charAt(text.length() - tail.length() - 1)));
            return repeats
                    ? new Section(
                            section.kind(),
                            text.substring(0, text.length() - tail.length()).strip())
                    : section;
        });
        sections.removeIf(section -> section.text().isBlank());
    }
}
