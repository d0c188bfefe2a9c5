package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfiles;

/** Every row of {@code identifier-fields.tsv} reaches the known identifiers of the report. */
class IdentifierFieldsTest {
    private static final KnownIdentifier PERSON = new KnownIdentifier.Name(PersonName.of("Zyxwell", "Quorra"));
    private static final KnownIdentifier NUMBER = new KnownIdentifier.Number("QX778812");
    private static final KnownIdentifier PLACE = new KnownIdentifier.Words("Quillhaven Lodge");

    private record Sample(String field, KnownIdentifier expected) {}

    private static final Map<String, Sample> SAMPLES = Map.ofEntries(
            Map.entry("HD", new Sample("Quillhaven Lodge", PLACE)),
            Map.entry("XON", new Sample("Quillhaven Lodge", PLACE)),
            Map.entry("WORDS", new Sample("Quillhaven Lodge", PLACE)),
            Map.entry("PL", new Sample("Quillhaven Lodge^12^1", PLACE)),
            Map.entry("XAD", new Sample("^^Quillhaven Lodge^XX", PLACE)),
            Map.entry("CX", new Sample("QX778812^^^A^MR", NUMBER)),
            Map.entry("EI", new Sample("QX778812^SYS", NUMBER)),
            Map.entry("EIP", new Sample("^QX778812", NUMBER)),
            Map.entry("ID", new Sample("QX778812", NUMBER)),
            Map.entry("XPN", new Sample("Zyxwell^Quorra", PERSON)),
            Map.entry("XCN", new Sample("D1^Zyxwell^Quorra", PERSON)),
            Map.entry("NDL", new Sample("D1&Zyxwell&Quorra", PERSON)),
            Map.entry("XTN", new Sample("(555)867-5309", new KnownIdentifier.Number("(555)867-5309"))),
            Map.entry("TS", new Sample("19790311", new KnownIdentifier.Date(LocalDate.of(1979, 3, 11)))));

    static Stream<Arguments> rows() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                IdentifierCollector.class.getResourceAsStream("identifier-fields.tsv"), StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> Arguments.of(cells[0], Integer.parseInt(cells[1]), cells[2]))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}-{1} as {2}")
    @MethodSource("rows")
    void is_known_identifier(String segment, int field, String type) {
        Sample sample = SAMPLES.get(type);
        assertThat(read(message(segment, field, sample.field)).knownIdentifiers())
                .contains(sample.expected);
    }

    private static String message(String segment, int field, String value) {
        Map<String, List<String>> segments = new LinkedHashMap<>();
        segments.put("MSH", fields("^~\\&|RIS|NORTH||EHR|20260301120500||ORU^R01|MSG1|P|2.5.1"));
        segments.put("PID", fields("1||MRN12345||Sample^Ada"));
        segments.put("OBR", fields("1|PL100|ACC2026-1|71046^Chest^C4|||||||||||||||||||||P"));
        segments.put("OBX", fields("1|TX|R||FINDINGS: Clear.||||||P"));
        List<String> fields = segments.computeIfAbsent(segment, any -> new ArrayList<>());
        int index = segment.equals("MSH") ? field - 2 : field - 1;
        while (fields.size() <= index) {
            fields.add("");
        }
        fields.set(index, value);
        StringBuilder message = new StringBuilder();
        segments.forEach((name, of) ->
                message.append(name).append('|').append(String.join("|", of)).append('\r'));
        return message.toString();
    }

    private static List<String> fields(String line) {
        return new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
    }

    private static RadiologyReport read(String message) {
        ReadOutcome outcome = new OruReader(SourceProfiles.defaults()).read(message.getBytes(StandardCharsets.UTF_8));
        return ((ReadOutcome.Read) outcome).report();
    }
}
