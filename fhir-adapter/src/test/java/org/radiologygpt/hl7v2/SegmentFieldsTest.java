package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SegmentFieldsTest {
    private static final Delimiters OTHERS = new Delimiters('!', '@', '%', '$', '*');

    /** HAPI HL7v2 divides and unescapes as most of the world does; ours is faster, and must agree. */
    @Property(tries = 3_000)
    void every_part_of_every_field_is_what_hapi_reads(@ForAll("fields") String fields) throws HL7Exception {
        assertSame(new RawSegment("PID", "PID|" + fields, Delimiters.STANDARD));
    }

    @Property(tries = 500)
    void so_it_is_with_other_delimiters(@ForAll("fields") String fields) throws HL7Exception {
        // HAPI knows this one sequence with the standard's escape character only.
        String others = fields.replace("\\X000d\\", "")
                .replace('|', '!')
                .replace('^', '@')
                .replace('~', '%')
                .replace('\\', '$')
                .replace('&', '*');
        assertSame(new RawSegment("PID", "PID!" + others, OTHERS));
    }

    @Test
    void field_one_of_a_header_is_its_separator() {
        RawSegment raw = new RawSegment("MSH", "MSH|^~\\&|RIS|MAIN^1.2.3^ISO", Delimiters.STANDARD);
        SegmentFields header = new SegmentFields(raw);
        assertThat(header.get(3)).isEqualTo("RIS");
        assertThat(header.get(4, 0, 2)).isEqualTo("1.2.3");
        assertThat(header.get(99)).isEmpty();
    }

    private static void assertSame(RawSegment raw) throws HL7Exception {
        SegmentFields ours = new SegmentFields(raw);
        HapiFields theirs = new HapiFields(raw);
        for (int field = 1; field <= 4; field++) {
            for (int repetition = 0; repetition < 3; repetition++) {
                for (int component = 1; component <= 4; component++) {
                    assertThat(ours.joined(field, repetition, component))
                            .isEqualTo(theirs.joined(field, repetition, component));
                    for (int part = 1; part <= 3; part++) {
                        assertThat(ours.get(field, repetition, component, part))
                                .as("%d (%d) . %d . %d", field, repetition, component, part)
                                .isEqualTo(theirs.get(field, repetition, component, part));
                    }
                }
            }
        }
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                        "|",
                        "^",
                        "~",
                        "&",
                        "\\",
                        "\\F\\",
                        "\\S\\",
                        "\\T\\",
                        "\\R\\",
                        "\\E\\",
                        "\\.br\\",
                        "\\X41\\",
                        "\\H\\",
                        "\\X000d\\",
                        "\"\"",
                        " ",
                        "a",
                        "B",
                        "1",
                        "\u00fc",
                        "Sampleton",
                        ",",
                        "#")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }
}
