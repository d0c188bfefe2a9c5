package org.radiologygpt.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tables of HL7 version 2 and what their codes are in FHIR R4: the rows stand in {@code v2-tables.tsv}. */
enum V2Table {
    ADMINISTRATIVE_SEX("0001"),
    PATIENT_CLASS("0004"),
    ORDER_STATUS("0038"),
    SERVICE_SECTION("0074"),
    INTERPRETATION("0078"),
    RESULT_STATUS("0085"),
    CONFIDENTIALITY("0177"),
    ADDRESS_TYPE("0190"),
    NAME_TYPE("0200"),
    TELECOM_USE("0201"),
    TELECOM_EQUIPMENT("0202"),
    IDENTIFIER_TYPE("0203"),
    PRIORITY("0485");

    private final String number;

    V2Table(String number) {
        this.number = number;
    }

    String number() {
        return number;
    }

    /** The FHIR code of a code, in any case; empty where the table has none. */
    Optional<String> fhir(String code) {
        return Optional.ofNullable(rows().get(code.toUpperCase(Locale.ROOT)));
    }

    /** Every code that has one. */
    Map<String, String> rows() {
        return Rows.BY_TABLE.getOrDefault(number, Map.of());
    }

    private static final class Rows {
        private static final Map<String, Map<String, String>> BY_TABLE = read();

        private static Map<String, Map<String, String>> read() {
            Map<String, Map<String, String>> tables = new HashMap<>();
            for (String line : lines()) {
                String[] cells = line.split("\t");
                tables.computeIfAbsent(cells[0], table -> new HashMap<>()).put(cells[1], cells[2]);
            }
            return Map.copyOf(tables);
        }

        private static List<String> lines() {
            try (InputStream in = V2Table.class.getResourceAsStream("v2-tables.tsv")) {
                if (in == null) {
                    throw new IllegalStateException("resource v2-tables.tsv is missing");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
