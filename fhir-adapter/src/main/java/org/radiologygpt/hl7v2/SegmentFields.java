package org.radiologygpt.hl7v2;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.PersonName;

/**
 * The structured fields of one segment, by number; what is absent, and HL7's null, is the empty string. A value is cut
 * out when it is asked for: of most segments few are ever read.
 */
final class SegmentFields {

    /** A part of the line. */
    private record Range(int from, int to) {
        private static final Range EMPTY = new Range(0, 0);

        boolean isEmpty() {
            return from >= to;
        }
    }

    private final String line;
    private final Delimiters delimiters;
    /** Where the field separators stand; field {@code n} follows the n-th. */
    private final int[] separators;
    /** In a header the first separator is field 1 itself. */
    private final int offset;

    SegmentFields(RawSegment segment) {
        line = segment.line();
        delimiters = segment.delimiters();
        offset = segment.is("MSH") ? 1 : 0;
        separators = new int[segment.fields()];
        int at = -1;
        for (int i = 0; i < separators.length; i++) {
            at = line.indexOf(delimiters.field(), at + 1);
            separators[i] = at;
        }
    }

    int repetitions(int field) {
        return count(field(field), delimiters.repetition());
    }

    String get(int field) {
        return get(field, 0, 1, 1);
    }

    String get(int field, int repetition, int component) {
        return get(field, repetition, component, 1);
    }

    String get(int field, int repetition, int component, int subcomponent) {
        return value(part(component(field, repetition, component), delimiters.subcomponent(), subcomponent - 1));
    }

    /** All subcomponents of a component, separated by blanks. */
    String joined(int field, int repetition, int component) {
        Range whole = component(field, repetition, component);
        char mark = delimiters.subcomponent();
        int count = count(whole, mark);
        if (count <= 1) {
            return value(whole);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> value(part(whole, mark, i)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private Range field(int number) {
        int index = number - offset;
        if (index < 1 || index > separators.length) {
            return Range.EMPTY;
        }
        return new Range(separators[index - 1] + 1, index < separators.length ? separators[index] : line.length());
    }

    private Range component(int field, int repetition, int component) {
        Range one = part(field(field), delimiters.repetition(), repetition);
        return part(one, delimiters.component(), component - 1);
    }

    /** The part between the n-th mark, from 0, and the next. */
    private Range part(Range whole, char mark, int n) {
        int from = whole.from();
        for (int i = 0; i < n; i++) {
            from = next(mark, from, whole.to()) + 1;
            if (from > whole.to()) {
                return Range.EMPTY;
            }
        }
        return new Range(from, next(mark, from, whole.to()));
    }

    private int count(Range whole, char mark) {
        int count = whole.isEmpty() ? 0 : 1;
        for (int at = whole.from(); at < whole.to(); at++) {
            count += line.charAt(at) == mark ? 1 : 0;
        }
        return count;
    }

    private int next(char mark, int from, int to) {
        int at = from;
        while (at < to && line.charAt(at) != mark) {
            at++;
        }
        return at;
    }

    private String value(Range range) {
        if (range.isEmpty()) {
            return "";
        }
        String value = FieldEscapes.unescape(line.substring(range.from(), range.to()), delimiters);
        return value.equals("\"\"") ? "" : value.strip();
    }

    Optional<Instant> time(int field, ZoneId zone) {
        return Timestamps.instant(get(field), zone);
    }

    /** XPN: family, given, middle, suffix, prefix. */
    PersonName personName(int field, int repetition) {
        return name(field, repetition, 1);
    }

    /** XCN: the same after an identifier. */
    PersonName providerName(int field, int repetition) {
        return name(field, repetition, 2);
    }

    /** NDL: a name in the subcomponents of its first component, or written as XCN. */
    PersonName readerName(int field, int repetition) {
        if (get(field, repetition, 1, 2).isEmpty()
                && get(field, repetition, 1, 3).isEmpty()) {
            return providerName(field, repetition);
        }
        return new PersonName(
                get(field, repetition, 1, 2),
                get(field, repetition, 1, 3),
                get(field, repetition, 1, 4),
                get(field, repetition, 1, 6),
                get(field, repetition, 1, 5));
    }

    List<Identifier> identifiers(int field) {
        List<Identifier> identifiers = new ArrayList<>();
        for (int i = 0; i < repetitions(field); i++) {
            if (!get(field, i, 1).isEmpty()) {
                identifiers.add(new Identifier(get(field, i, 4), get(field, i, 1), get(field, i, 5)));
            }
        }
        return identifiers;
    }

    /** CWE: both codings of each repetition. */
    List<Coding> codings(int field) {
        List<Coding> codings = new ArrayList<>();
        for (int i = 0; i < repetitions(field); i++) {
            for (int first : new int[] {1, 4}) {
                Coding coding = new Coding(get(field, i, first + 2), get(field, i, first), joined(field, i, first + 1));
                if (!coding.code().isEmpty() || !coding.display().isEmpty()) {
                    codings.add(coding);
                }
            }
        }
        return codings;
    }

    private PersonName name(int field, int repetition, int first) {
        PersonName name = new PersonName(
                joined(field, repetition, first),
                joined(field, repetition, first + 1),
                joined(field, repetition, first + 2),
                joined(field, repetition, first + 4),
                joined(field, repetition, first + 3));
        int comma = name.family().indexOf(',');
        return comma > 0 && name.given().isEmpty()
                ? PersonName.of(
                        name.family().substring(0, comma).strip(),
                        name.family().substring(comma + 1).strip())
                : name;
    }
}
