package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each form may begin; the first token of a text is asked, or the one behind {@code >}. */
class PlaceTest {
    private static final String TABLE = """
            NAME_BEFORE_DIGITS|Hauptstrasse 12|State Route 66
            SLASHED|3/4/24|12/2023
            DASHED|3/4/24|3-4-24
            POINTED|3.4.24|10.0.0.1|1.2.840.1
            YEAR|2024-03-04|2024/3/4|2024.03.04
            LONG|20240304
            GROUPED|555-0142 17|(>617) 555-0142|123-45-6789
            INTERNATIONAL|+>44 20|0044 20
            HOUR|10:35|2 pm|1435 hours|2  a.m.
            OLD_AGE|93 year|104-year|098Y
            WARD|3B|12-C
            LETTERED|SW1A 1AA|M5 4QQ
            CODE|PM-4482-X|RX-88A-4471|ABC-123-X
            LONG_CODE|A12345|AB-123-4567|1234567
            DOTTED|portal.example|a-b.c
            HEXADECIMAL|fe80::1|2001:db8|00-1b
            HASHED|#>48213|# >4821|#  >B-4821
            """;

    private static final String NOT = """
            NAME_BEFORE_DIGITS|route 66|Route of the 66|Street
            SLASHED|3-4|123/4|3/x|3
            DASHED|3.4|2024-03|3-x
            POINTED|3. Liver|3-4|12345.6
            YEAR|12-03|2024 03|2024-x
            LONG|1234567
            GROUPED|3.2 x 4.1 cm|555-014|12
            INTERNATIONAL|0123|44 20
            HOUR|3 cm|12345 h|3
            OLD_AGE|89 year|209|9
            WARD|123B|3 B|3.5
            LETTERED|ABC1 2DE|L spine|5A
            CODE|L4-5|T12|3-D
            LONG_CODE|A1234|2024-x
            DOTTED|end. Next|a.b|3.5
            HEXADECIMAL|liver: no|12345:1|3
            HASHED|48213|#   >48213
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '\t', textBlock = TABLE)
    void may_begin(String row) {
        assertThat(places(row)).containsOnly(true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '\t', textBlock = NOT)
    void may_not_begin(String row) {
        assertThat(places(row)).containsOnly(false);
    }

    @Test
    void every_place_is_in_both_tables() {
        assertThat(named(TABLE)).isEqualTo(EnumSet.allOf(Place.class));
        assertThat(named(NOT)).isEqualTo(EnumSet.allOf(Place.class));
    }

    private static EnumSet<Place> named(String table) {
        return table.lines()
                .map(row -> Place.valueOf(row.strip().split("\\|")[0]))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Place.class)));
    }

    private static List<Boolean> places(String row) {
        String[] columns = row.split("\\|");
        return Arrays.stream(columns)
                .skip(1)
                .map(marked -> isAt(Place.valueOf(columns[0]), marked))
                .toList();
    }

    private static boolean isAt(Place place, String marked) {
        int start = Math.max(0, marked.indexOf('>'));
        Text text = Text.of(marked.replace(">", ""));
        int token = 0;
        while (text.tokens().get(token).start() < start) {
            token++;
        }
        return place.is(text, token);
    }
}
