package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.radiologygpt.report.Passage;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.TextLedger;
import org.radiologygpt.report.TextLoss;

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
    private final TextLedger ledger;

    /** Counts what is left out in the ledger. */
    Gathered(TextLedger ledger) {
        this.ledger = ledger;
    }

    boolean isEmpty() {
        return sections.isEmpty();
    }

    List<Section> sections() {
        return List.copyOf(sections);
    }

    /** The text of one element: its sections are not compared with each other, an author may repeat himself. */
    void add(List<Passage> element) {
        element.forEach(passage -> ledger.heading(passage.heading()));
        List<Section> fresh = element.stream()
                .filter(passage -> !passage.text().isBlank())
                .map(passage -> new Section(passage.kind(), passage.text()))
                .filter(section -> !isKnown(section))
                .toList();
        fresh.forEach(section -> sections.removeIf(older -> repeats(section, older)));
        fresh.stream()
                .filter(section -> section.kind() == SectionKind.IMPRESSION)
                .forEach(this::cutFromUnsectioned);
        sections.addAll(fresh);
    }

    private boolean isKnown(Section section) {
        boolean known = sections.stream().anyMatch(older -> contains(older, section));
        if (known) {
            ledger.lose(TextLoss.REPEATED, section.text());
        }
        return known;
    }

    /** True where an older section is a part of a new one, which takes its place. */
    private boolean repeats(Section fresh, Section older) {
        boolean repeats = contains(fresh, older);
        if (repeats) {
            ledger.lose(TextLoss.REPEATED, older.text());
        }
        return repeats;
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
            if (!repeats) {
                return section;
            }
            ledger.lose(TextLoss.REPEATED, tail);
            return new Section(
                    section.kind(),
                    text.substring(0, text.length() - tail.length()).strip());
        });
        sections.removeIf(section -> section.text().isBlank());
    }
}
