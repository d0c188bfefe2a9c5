package org.radiologygpt.hl7v2;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** OBX-2, HL7 table 0125: how a value of each data type is read. */
enum DataType {
    /** A line of the report. Senders that leave OBX-2 empty send text. */
    TEXT("TX", "FT", "ST", "TXT", ""),
    /** A coded value: its texts are read, its codes where it has no text. */
    CODED("CE", "CWE", "CNE", "CF"),
    /** Comparator, number, separator, number. */
    STRUCTURED_NUMERIC("SN"),
    /** A single value, read with its name and unit. */
    VALUE("NM", "DT", "TM", "TS", "DTM", "IS", "ID", "SI", "NA", "MA", "CQ", "MO", "CP", "DR", "GTS", "NR"),
    PERSON("PN", "XPN", "XCN", "CN", "CNN", "PPN"),
    /** Another structure: its parts are read separated by blanks. */
    STRUCTURE("HD", "EI", "CX", "CK", "AD", "XAD", "XTN", "TN", "XON", "PL", "CM", "RI", "EIP", "VID", "DLN"),
    DOCUMENT("ED"),
    POINTER("RP");

    private static final Map<String, DataType> BY_CODE = byCode();

    private final List<String> codes;

    DataType(String... codes) {
        this.codes = List.of(codes);
    }

    List<String> codes() {
        return codes;
    }

    /** Empty for a code that the standard does not know. */
    static Optional<DataType> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code.toUpperCase(Locale.ROOT)));
    }

    private static Map<String, DataType> byCode() {
        Map<String, DataType> types = new HashMap<>();
        Arrays.stream(values()).forEach(type -> type.codes.forEach(code -> types.put(code, type)));
        return Collections.unmodifiableMap(types);
    }
}
