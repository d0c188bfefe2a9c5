package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.PersonName;

/**
 * The fields of one segment, divided once. Each repetition is a list of components with their escapes resolved; what is
 * absent, and HL7's null, is the empty string.
 */
final class FieldValues {
    private static final Identifier NO_IDENTIFIER = new Identifier("", "", "");

    private final Delimiters delimiters;
    private final List<String> fields;

    FieldValues(RawSegment segment) {
        delimiters = segment.delimiters();
        fields = split(segment.line(), delimiters.field());
    }

    String raw(int field) {
        return field < fields.size() ? fields.get(field) : "";
    }

    List<String> repetitions(int field) {
        String raw = raw(field);
        return raw.isEmpty() ? List.of() : split(raw, delimiters.repetition());
    }

    /** First component of the first repetition. */
    String first(int field) {
        return component(raw(field), 1);
    }

    /** A component of the first repetition of the text of a field. */
    String component(String text, int number) {
        return plain(piece(piece(text, delimiters.repetition(), 1), delimiters.component(), number));
    }

    /** A subcomponent of a component. */
    String subcomponent(String repetition, int component, int number) {
        return clean(piece(piece(repetition, delimiters.component(), component), delimiters.subcomponent(), number));
    }

    /** A repetition's components in words. */
    String words(String repetition) {
        return plain(repetition.replace(delimiters.component(), ' '));
    }

    /** CX. */
    Identifier identifier(String repetition, String type) {
        String given = component(repetition, 5);
        return new Identifier(authority(repetition, 4), component(repetition, 1), given.isEmpty() ? type : given);
    }

    /** EI: its namespace, or its universal id, stands in the components after the first. */
    Identifier entity(int field, String type) {
        String value = first(field);
        if (value.isEmpty()) {
            return NO_IDENTIFIER;
        }
        String universal = component(raw(field), 3);
        return new Identifier(universal.isEmpty() ? component(raw(field), 2) : universal, value, type);
    }

    /** HD in the subcomponents of a component: its universal id, else its namespace. */
    String authority(String repetition, int component) {
        String universal = subcomponent(repetition, component, 2);
        return universal.isEmpty() ? subcomponent(repetition, component, 1) : universal;
    }

    /** XPN from a component on: family, given, middle, suffix, prefix. */
    PersonName name(String repetition, int from) {
        String family = component(repetition, from);
        String given = component(repetition, from + 1);
        int comma = given.isEmpty() ? family.indexOf(',') : -1;
        if (comma > 0) {
            return PersonName.of(
                    family.substring(0, comma).strip(),
                    family.substring(comma + 1).strip());
        }
        return new PersonName(
                family,
                given,
                component(repetition, from + 2),
                component(repetition, from + 4),
                component(repetition, from + 3));
    }

    /** CWE: both codings of each repetition. */
    List<Coding> codings(int field) {
        List<Coding> codings = new ArrayList<>(2);
        for (String repetition : repetitions(field)) {
            codings(repetition, codings);
        }
        return codings;
    }

    private void codings(String repetition, List<Coding> into) {
        for (int first = 1; first <= 4; first += 3) {
            String code = component(repetition, first);
            String display = component(repetition, first + 1);
            if (!code.isEmpty() || !display.isEmpty()) {
                into.add(new Coding(component(repetition, first + 2), code, display));
            }
        }
    }

    /** A component's subcomponents in words. */
    private String plain(String text) {
        return clean(text.indexOf(delimiters.subcomponent()) < 0 ? text : text.replace(delimiters.subcomponent(), ' '));
    }

    private String clean(String text) {
        if (text.isEmpty() || text.equals("\"\"")) {
            return "";
        }
        return (text.indexOf(delimiters.escape()) < 0 ? text : unescaped(text)).strip();
    }

    private String unescaped(String text) {
        String lineBreak = delimiters.escape() + ".br" + delimiters.escape();
        return FieldEscapes.unescape(text, delimiters).replace(lineBreak, " ");
    }

    private static String piece(String text, char delimiter, int number) {
        int start = 0;
        for (int i = 1; i < number; i++) {
            start = text.indexOf(delimiter, start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = text.indexOf(delimiter, start);
        return end < 0 ? (start == 0 ? text : text.substring(start)) : text.substring(start, end);
    }

    private static List<String> split(String text, char delimiter) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
