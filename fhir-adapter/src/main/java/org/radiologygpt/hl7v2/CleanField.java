package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.radiologygpt.report.FieldRule;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.ValueScrub;

/** One structured field by its rule, written with the standard's delimiters; empty where nothing of it may stay. */
final class CleanField {
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2,3}");
    private static final Pattern TABLE = Pattern.compile("HL7\\d{4}");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final int TYPE = 5;
    private static final int AUTHORITY = 4;

    private final Delimiters delimiters;
    private final ValueScrub scrub;

    CleanField(Delimiters delimiters, ValueScrub scrub) {
        this.delimiters = delimiters;
        this.scrub = scrub;
    }

    String field(FieldRule rule, String raw) {
        UnaryOperator<String> one =
                switch (rule) {
                    case KEEP -> this::kept;
                    case CODE -> this::code;
                    case IDENTIFIER -> this::identifier;
                    case AUTHORITY -> value -> scrub.token(part(value, 1)).orElse("");
                    case UID -> value -> scrub.uid(part(value, 1)).orElse("");
                    case DATE -> value -> scrub.date(part(value, 1)).orElse("");
                    case BIRTH_DATE -> value -> scrub.birthDate(part(value, 1)).orElse("");
                    case NAME -> value -> name(subpart(value, 1, 1), part(value, 2));
                    case PERSON -> this::person;
                    case ADDRESS -> this::address;
                    case TEXT, VALUE -> value -> "";
                };
        return RawSegment.parts(raw, delimiters.repetition()).stream()
                .map(one)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining("~"));
    }

    private String kept(String value) {
        return joined(RawSegment.parts(value, delimiters.component()).stream()
                .map(part -> text(part).strip())
                .map(part -> scrub.keeps(part) ? escaped(part) : "")
                .toList());
    }

    /** Two codings: code, text, system. */
    private String code(String value) {
        List<String> parts = new ArrayList<>();
        for (int first : new int[] {1, 4}) {
            String system = part(value, first + 2);
            parts.add(RawSegment.parts(raw(value, first), delimiters.subcomponent()).stream()
                    .map(part -> text(part).strip())
                    .map(part -> scrub.keepsCode(system, part) || scrub.keeps(part) && part.length() <= 4
                            ? escaped(part)
                            : "")
                    .collect(Collectors.joining("&")));
            String display = part(value, first + 1);
            parts.add(display.isEmpty() ? "" : escaped(scrub.text(display)));
            parts.add(TABLE.matcher(system).matches() || scrub.keeps(system) ? escaped(system) : "");
        }
        return joined(parts);
    }

    private String identifier(String value) {
        String id = scrub.identifier(part(value, 1)).map(CleanField::escaped).orElse("");
        String type = part(value, TYPE);
        if (id.isEmpty() || !scrub.keeps(type)) {
            return id;
        }
        String authority = scrub.token(subpart(value, AUTHORITY, 1)).orElse("");
        return joined(List.of(id, "", "", authority, escaped(type)));
    }

    /** XCN, and NDL, which has the same parts in its first component. */
    private String person(String value) {
        boolean nested =
                RawSegment.parts(raw(value, 1), delimiters.subcomponent()).size() > 1;
        String id = nested ? subpart(value, 1, 1) : part(value, 1);
        String family = nested ? subpart(value, 1, 2) : subpart(value, 2, 1);
        String given = nested ? subpart(value, 1, 3) : part(value, 3);
        String name = name(family, given);
        String number = id.isEmpty()
                ? ""
                : scrub.identifier(id).map(CleanField::escaped).orElse("");
        return name.isEmpty() ? number : number + "^" + name;
    }

    private String name(String family, String given) {
        PersonName name = PersonName.of(family, given);
        Optional<PersonName> other = name.isBlank() ? Optional.empty() : scrub.name(name);
        return other.map(person -> joined(List.of(escaped(person.family()), escaped(person.given()))))
                .orElse("");
    }

    private String address(String value) {
        String state = part(value, 4);
        String country = part(value, 6);
        return joined(List.of(
                "",
                "",
                "",
                STATE.matcher(state).matches() && scrub.keeps(state) ? state : "",
                scrub.postalCode(part(value, 5)).orElse(""),
                COUNTRY.matcher(country).matches() && scrub.keeps(country) ? country : ""));
    }

    /** Components without empty ones at the end. */
    private static String joined(List<String> parts) {
        return String.join("^", parts).replaceFirst("\\^+$", "");
    }

    private String raw(String value, int component) {
        List<String> parts = RawSegment.parts(value, delimiters.component());
        return component > parts.size() ? "" : parts.get(component - 1);
    }

    private String part(String value, int component) {
        String raw = raw(value, component);
        String text = text(raw.replace(delimiters.subcomponent(), ' ')).strip();
        return text.equals("\"\"") ? "" : text;
    }

    private String subpart(String value, int component, int subcomponent) {
        List<String> parts = RawSegment.parts(raw(value, component), delimiters.subcomponent());
        return subcomponent > parts.size()
                ? ""
                : text(parts.get(subcomponent - 1)).strip();
    }

    private String text(String raw) {
        return FieldEscapes.unescape(raw, delimiters);
    }

    /** As it stands in a field, HL7 v2 chapter 2, "Use of escape sequences in text fields". */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> escaped.append("\\E\\");
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '&' -> escaped.append("\\T\\");
                case '~' -> escaped.append("\\R\\");
                default -> escaped.append(c);
            }
        }
        return LINE_END.matcher(escaped).replaceAll("\\\\.br\\\\");
    }
}
