package org.radiologygpt.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A heading of radiology reports and the section that it opens.
 *
 * @param words its words; case, accents and the width of blanks do not count
 * @param kind the section
 * @param form how it must stand to be one
 */
public record Heading(String words, SectionKind kind, Form form) {

    /** How a heading stands in a text. */
    public enum Form {
        /** Alone on a line, or with a colon or dash, or in capitals before text. */
        LINE,
        /** Only with a colon or dash: words that also stand in sentences, and abbreviations. */
        COLON,
        /** Only alone on a line: names of the document, not of a passage. */
        TITLE
    }

    public Heading {
        if (words.isBlank()) {
            throw new IllegalArgumentException("blank heading");
        }
        if (words.contains(":")) {
            throw new IllegalArgumentException("heading " + words + " has a colon; write it without");
        }
    }

    /**
     * Reads a row of a heading table: heading, section and, where it is not {@code line}, form, separated by tabs.
     *
     * @throws IllegalArgumentException naming the cell and what is allowed in it
     */
    public static Heading row(String row) {
        String[] cells = row.split("\t");
        if (cells.length < 2 || cells.length > 3) {
            throw new IllegalArgumentException("a row has heading, section and form, separated by tabs");
        }
        Form form = cells.length == 2 ? Form.LINE : one("form", cells[2], Form.values());
        return new Heading(cells[0].strip(), one("section", cells[1], SectionKind.values()), form);
    }

    private static <T extends Enum<T>> T one(String name, String cell, T[] allowed) {
        return Arrays.stream(allowed)
                .filter(option -> key(option).equals(cell.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " " + cell.strip() + " is none of "
                        + Arrays.stream(allowed).map(Heading::key).collect(Collectors.joining(", "))));
    }

    private static String key(Enum<?> option) {
        return option.name().toLowerCase(Locale.ROOT);
    }
}
