package org.radiologygpt.bench.deid;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.deidscore.LabelledSpan;
import org.radiologygpt.deidscore.Stretch;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Takes what a message names as the answer key of its text: the plain writings of each name, number and date are looked for
 * letter by letter. The form of a label is the shape of the text, {@code Aaa, Aaa}: it shows no identifier.
 */
final class MessageKey {
    private static final List<DateTimeFormatter> DATES = Stream.of(
                    "yyyy-MM-dd",
                    "MM/dd/yyyy",
                    "M/d/yyyy",
                    "yyyyMMdd",
                    "MM-dd-yyyy",
                    "M/d/yy",
                    "MMMM d, yyyy",
                    "MMM d, yyyy",
                    "MMM d yyyy",
                    "MMM dd yyyy",
                    "dd-MMM-yyyy",
                    "d MMM yyyy")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.US))
            .toList();
    /** Shorter numbers stand in reports by chance. */
    private static final int LEAST_NUMBER = 4;

    private final String text;
    private final List<LabelledSpan> spans = new ArrayList<>();

    private MessageKey(String text) {
        this.text = text;
    }

    static LabelledReport of(String id, String text, List<KnownIdentifier> known) {
        MessageKey key = new MessageKey(text);
        known.forEach(key::identifier);
        // Whole names before family names: a label is the longest that stands there.
        known.forEach(key::familyAlone);
        return new LabelledReport(id, text, known, key.spans, List.of(), List.of());
    }

    private void identifier(KnownIdentifier identifier) {
        if (identifier instanceof KnownIdentifier.Name name) {
            writings(name.name()).forEach(writing -> label(writing, PhiKind.NAME, Pattern.CASE_INSENSITIVE));
        } else if (identifier instanceof KnownIdentifier.Number number
                && number.value().length() >= LEAST_NUMBER) {
            label(number.value(), PhiKind.ID, Pattern.CASE_INSENSITIVE);
        } else if (identifier instanceof KnownIdentifier.Date date) {
            writings(date.date()).forEach(writing -> label(writing, PhiKind.DATE, Pattern.CASE_INSENSITIVE));
        } else if (identifier instanceof KnownIdentifier.Words words
                && words.value().length() >= LEAST_NUMBER) {
            label(words.value(), PhiKind.ADDRESS, Pattern.CASE_INSENSITIVE);
        }
    }

    private static Stream<String> writings(PersonName name) {
        String family = name.family();
        if (family.isBlank() || name.given().isBlank()) {
            return Stream.empty();
        }
        return Stream.of(
                name.given() + " " + name.middle() + " " + family,
                name.given() + " " + family,
                family + ", " + name.given() + " " + name.middle(),
                family + ", " + name.given());
    }

    private static Stream<String> writings(LocalDate date) {
        return DATES.stream().map(notation -> notation.format(date));
    }

    /** A family name alone: only as a name is written, since a lower-case {@code long} is none. */
    private void familyAlone(KnownIdentifier identifier) {
        if (identifier instanceof KnownIdentifier.Name name
                && name.name().family().length() > 1) {
            String family = name.name().family();
            String title = family.substring(0, 1).toUpperCase(Locale.ROOT)
                    + family.substring(1).toLowerCase(Locale.ROOT);
            Stream.of(family, title, family.toUpperCase(Locale.ROOT))
                    .filter(writing -> Character.isUpperCase(writing.charAt(0)))
                    .distinct()
                    .forEach(writing -> label(writing, PhiKind.NAME, 0));
        }
    }

    private void label(String writing, PhiKind kind, int flags) {
        String words = writing.strip().replaceAll("\\s+", " ");
        Matcher matcher = Pattern.compile(
                        "(?<![\\p{L}\\p{Nd}])" + Pattern.quote(words) + "(?![\\p{L}\\p{Nd}])",
                        flags | Pattern.UNICODE_CASE)
                .matcher(text);
        while (matcher.find()) {
            Stretch at = new Stretch(matcher.start(), matcher.end());
            if (spans.stream().noneMatch(span -> span.at().overlaps(at))) {
                spans.add(new LabelledSpan(at, kind, shape(matcher.group()), true));
            }
        }
    }

    private static String shape(String value) {
        return value.replaceAll("\\p{Lu}", "A")
                .replaceAll("\\p{L}(?<!A)", "a")
                .replaceAll("\\p{Nd}", "9")
                .replaceAll("a{3,}", "aa+")
                .replaceAll("A{3,}", "AA+")
                .replaceAll("9{5,}", "9999+");
    }
}
