package org.radiologygpt.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.util.Terser;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RejectReason;

/** The structured fields of one segment, by number; what is absent, and HL7's null, is the empty string. */
final class SegmentFields {
    private final Segment segment;
    private final Map<Integer, Type[]> fields = new HashMap<>();

    SegmentFields(Segment segment) {
        this.segment = segment;
    }

    int repetitions(int field) {
        return field(field).length;
    }

    String get(int field) {
        return get(field, 0, 1, 1);
    }

    String get(int field, int repetition, int component) {
        return get(field, repetition, component, 1);
    }

    String get(int field, int repetition, int component, int subcomponent) {
        if (repetition >= repetitions(field)) {
            return "";
        }
        Type type = field(field)[repetition];
        if (component > Terser.numComponents(type) || subcomponent > Terser.numSubComponents(type, component)) {
            return "";
        }
        String value = Terser.getPrimitive(type, component, subcomponent).getValue();
        return value == null || value.equals("\"\"") ? "" : value.strip();
    }

    /** All subcomponents of a component, separated by blanks. */
    String joined(int field, int repetition, int component) {
        return IntStream.rangeClosed(1, subcomponents(field, repetition, component))
                .mapToObj(subcomponent -> get(field, repetition, component, subcomponent))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private int subcomponents(int field, int repetition, int component) {
        if (repetition >= repetitions(field) || component > Terser.numComponents(field(field)[repetition])) {
            return 0;
        }
        return Terser.numSubComponents(field(field)[repetition], component);
    }

    private Type[] field(int number) {
        return fields.computeIfAbsent(number, this::parsed);
    }

    private Type[] parsed(int number) {
        try {
            return number > segment.numFields() ? new Type[0] : segment.getField(number);
        } catch (HL7Exception e) {
            throw new Refusal(RejectReason.MALFORMED_HL7, segment.getName() + "-" + number + ": cannot be parsed");
        }
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
