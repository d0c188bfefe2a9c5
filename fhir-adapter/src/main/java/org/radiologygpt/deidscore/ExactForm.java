package org.radiologygpt.deidscore;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * The plain writings of what a message names: a value as the message has it, a whole name in either order or the family name
 * alone, a whole date in figures. Case apart, letter for letter.
 */
final class ExactForm {
    private static final List<DateTimeFormatter> DATES = Stream.of("yyyy-MM-dd", "yyyyMMdd", "MM/dd/yyyy", "M/d/yyyy")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT))
            .toList();

    private final Set<String> names = new HashSet<>();
    private final Set<String> dates = new HashSet<>();
    private final Set<String> values = new HashSet<>();

    ExactForm(List<KnownIdentifier> known) {
        for (KnownIdentifier identifier : known) {
            if (identifier instanceof KnownIdentifier.Name name) {
                add(name.name());
            } else if (identifier instanceof KnownIdentifier.Date date) {
                add(date.date());
            } else if (identifier instanceof KnownIdentifier.Number number) {
                values.add(folded(number.value()));
            } else if (identifier instanceof KnownIdentifier.Words words) {
                values.add(folded(words.value()));
            }
        }
    }

    boolean is(PhiKind kind, String text) {
        String written = folded(text);
        return switch (kind) {
            case NAME -> names.contains(written);
            case DATE -> dates.contains(written);
            default -> values.contains(written);
        };
    }

    private void add(PersonName name) {
        String family = name.family();
        Stream.of(
                        family,
                        name.given() + " " + family,
                        name.given() + " " + name.middle() + " " + family,
                        family + ", " + name.given(),
                        family + ", " + name.given() + " " + name.middle())
                .map(ExactForm::folded)
                .forEach(names::add);
    }

    private void add(LocalDate date) {
        DATES.forEach(notation -> dates.add(notation.format(date)));
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
