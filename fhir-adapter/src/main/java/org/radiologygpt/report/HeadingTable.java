package org.radiologygpt.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Synonyms of headings ({@code headings.tsv} and a source's own) and where one of them stands in a line. */
final class HeadingTable {

    /** How a heading may stand; the table's third column. */
    enum Form {
        LINE,
        COLON,
        TITLE
    }

    record Heading(SectionKind kind, Form form) {}

    /**
     * A candidate in a line.
     *
     * @param start first character of the phrase
     * @param end one after its last character
     */
    record Hit(Heading heading, int start, int end) {}

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
    private static final String AFTER_A_SENTENCE =
            "(?:(?<=[.!?:;\\])][\\s\\u00a0])|(?<=[.!?:;\\])]\\s\\s)|(?<=\\s\\s\\s))";

    private final Map<String, Heading> headings;
    private final Pattern phrase;
    private final Pattern inline;

    private HeadingTable(Map<String, Heading> headings) {
        this.headings = headings;
        String alternatives = headings.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(words -> Pattern.quote(words).replace(" ", "\\E[\\s\\u00a0]{1,3}\\Q"))
                .collect(Collectors.joining("|", "(?:", ")"));
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        phrase = Pattern.compile(alternatives + "(?![\\p{L}\\p{N}])", flags);
        inline = Pattern.compile(AFTER_A_SENTENCE + "(" + alternatives + ")\\s{0,2}:", flags);
    }

    /** The shipped table and a source's own headings, which stand with a colon or alone on a line. */
    static HeadingTable with(Map<String, SectionKind> own) {
        Map<String, Heading> all = new HashMap<>();
        for (String[] row : ResourceTable.rows("headings.tsv")) {
            all.put(key(row[0]), new Heading(kind(row[1]), Form.valueOf(row[2].toUpperCase(Locale.ROOT))));
        }
        own.forEach((words, kind) -> all.put(key(words), new Heading(kind, Form.LINE)));
        return new HeadingTable(all);
    }

    /** A heading that begins exactly at an index of the line. */
    Optional<Hit> at(String line, int from) {
        Matcher matcher = phrase.matcher(line).region(from, line.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? Optional.of(hit(line, matcher.start(), matcher.end())) : Optional.empty();
    }

    /** The next heading with a colon that follows the end of a sentence, or wide blanks, inside a line. */
    Optional<Hit> inline(String line, int from) {
        Matcher matcher = inline.matcher(line).region(from, line.length()).useTransparentBounds(true);
        return matcher.find() ? Optional.of(hit(line, matcher.start(1), matcher.end(1))) : Optional.empty();
    }

    private Hit hit(String line, int start, int end) {
        return new Hit(headings.get(key(line.substring(start, end))), start, end);
    }

    private static String key(String words) {
        return BLANKS.matcher(words.strip()).replaceAll(" ").toUpperCase(Locale.ROOT);
    }

    private static SectionKind kind(String key) {
        return SectionKind.valueOf(key.toUpperCase(Locale.ROOT));
    }
}
