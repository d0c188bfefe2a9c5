package org.radiologygpt.hl7v2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Gathers everything a message says about persons, visits and orders, by the table {@code identifier-fields.tsv}.
 * Values too short or too common to be searched in a clinical text are left out: they would take clinical words away.
 */
final class IdentifierCollector {

    /** Data types of the table. */
    private enum Type {
        HD,
        CX,
        EI,
        EIP,
        ID,
        XPN,
        XCN,
        NDL,
        XTN,
        XAD,
        XON,
        PL,
        TS,
        WORDS
    }

    private record Row(int field, Type type) {}

    private static final Map<String, List<Row>> TABLE = table();
    /** Numbers of the table's fields by segment. */
    private static final Map<String, BitSet> FIELDS = TABLE.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> numbers(entry.getValue())));

    private static final Set<String> COMMON_WORDS = Set.of(
            "RAD",
            "RADIOLOGY",
            "XRAY",
            "X-RAY",
            "MRI",
            "ULTRASOUND",
            "CHEST",
            "HEAD",
            "EMERGENCY",
            "HOSPITAL",
            "HOSP",
            "CLINIC",
            "INPATIENT",
            "OUTPATIENT",
            "HOME",
            "NONE",
            "UNKNOWN",
            "MAIN",
            "LAB",
            "ICU",
            "MAMMO",
            "BREAST",
            "NUCLEAR",
            "MEDICINE",
            "SURGERY",
            "CARDIOLOGY",
            "ONCOLOGY",
            "ORTHO",
            "TRAUMA",
            "SPINE",
            "NEURO",
            "ABDOMEN",
            "PELVIS",
            "CARDIAC",
            "THORACIC",
            "VASCULAR",
            "RIGHT",
            "LEFT",
            "NORMAL",
            "PORTABLE",
            "DEPARTMENT",
            "UNIT",
            "ROOM");

    private final Set<KnownIdentifier> found = new LinkedHashSet<>();

    List<KnownIdentifier> found() {
        return List.copyOf(found);
    }

    /** True where any field of the table is filled: most lines of a report have none. */
    static boolean concerns(RawSegment segment) {
        BitSet wanted = FIELDS.get(segment.name());
        if (wanted == null) {
            return false;
        }
        String line = segment.line();
        char mark = segment.delimiters().field();
        int field = segment.is("MSH") ? 1 : 0;
        for (int at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + 1)) {
            if (wanted.get(++field) && isFilled(line, at + 1, mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFilled(String line, int from, char mark) {
        for (int i = from; i < line.length() && line.charAt(i) != mark; i++) {
            if (!Character.isWhitespace(line.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    void collect(String segment, SegmentFields fields) {
        for (Row row : TABLE.getOrDefault(segment, List.of())) {
            for (int i = 0; i < fields.repetitions(row.field()); i++) {
                collect(row, fields, i);
            }
        }
    }

    /** A person who is the value of an observation. */
    void collectPerson(SegmentFields obx, String type) {
        Type of = type.equals("XPN") || type.equals("PN") ? Type.XPN : Type.XCN;
        for (int i = 0; i < obx.repetitions(5); i++) {
            collect(new Row(5, of), obx, i);
        }
    }

    private void collect(Row row, SegmentFields fields, int i) {
        int field = row.field();
        switch (row.type()) {
            case CX, EI -> number(fields.joined(field, i, 1), true);
            case EIP -> {
                number(fields.get(field, i, 1), true);
                number(fields.get(field, i, 2), true);
            }
            case ID -> number(fields.joined(field, i, 1), false);
            case XPN -> name(fields.personName(field, i));
            case XCN -> provider(fields.get(field, i, 1), fields.providerName(field, i));
            case NDL -> provider(fields.get(field, i, 1), fields.readerName(field, i));
            case XTN -> phone(fields, field, i);
            case XAD -> address(fields, field, i);
            case XON, HD, WORDS -> organisation(fields, field, i);
            case PL -> location(fields, field, i);
            case TS ->
                Timestamps.date(fields.get(field, i, 1)).ifPresent(date -> found.add(new KnownIdentifier.Date(date)));
        }
    }

    private void name(PersonName name) {
        if (!name.isBlank()) {
            found.add(new KnownIdentifier.Name(name));
        }
    }

    private void provider(String id, PersonName name) {
        number(id, false);
        name(name);
    }

    /** Four signs with a digit, or a long word where the field can hold nothing but an identifier. */
    private void number(String value, boolean identifierForSure) {
        int signs = signs(value);
        if (signs >= 4 && digits(value) > 0 || identifierForSure && signs >= 8 && !value.contains(" ")) {
            found.add(new KnownIdentifier.Number(value));
        }
    }

    private void phone(SegmentFields fields, int field, int i) {
        String written = fields.get(field, i, 1);
        for (String number :
                List.of(written, fields.get(field, i, 6) + fields.get(field, i, 7), fields.get(field, i, 12))) {
            if (digits(number) >= 7) {
                found.add(new KnownIdentifier.Number(number));
            }
        }
        if (written.contains("@")) {
            words(written, 4);
        }
        words(fields.get(field, i, 4), 4);
    }

    /** Street, further line, city, postal code, further place, county; not state and country. */
    private void address(SegmentFields fields, int field, int i) {
        words(fields.joined(field, i, 1), 4);
        for (int part : new int[] {2, 3, 5, 8, 9}) {
            words(fields.get(field, i, part), 3);
        }
    }

    private void organisation(SegmentFields fields, int field, int i) {
        words(fields.get(field, i, 1), 4);
    }

    /** Point of care, room, bed, facility, building. */
    private void location(SegmentFields fields, int field, int i) {
        for (int part : new int[] {1, 2, 4, 7, 9}) {
            words(fields.get(field, i, part), 4);
        }
    }

    private void words(String value, int least) {
        if (signs(value) >= least && !COMMON_WORDS.contains(value.toUpperCase(Locale.ROOT))) {
            found.add(new KnownIdentifier.Words(value));
        }
    }

    private static int signs(String value) {
        int signs = 0;
        for (int i = 0; i < value.length(); i++) {
            signs += Character.isLetterOrDigit(value.charAt(i)) ? 1 : 0;
        }
        return signs;
    }

    private static int digits(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            digits += Character.isDigit(value.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    private static BitSet numbers(List<Row> rows) {
        BitSet numbers = new BitSet();
        rows.forEach(row -> numbers.set(row.field()));
        return numbers;
    }

    private static Map<String, List<Row>> table() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                IdentifierCollector.class.getResourceAsStream("identifier-fields.tsv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .collect(Collectors.groupingBy(
                            cells -> cells[0],
                            Collectors.mapping(
                                    cells -> new Row(Integer.parseInt(cells[1]), Type.valueOf(cells[2])),
                                    Collectors.toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
