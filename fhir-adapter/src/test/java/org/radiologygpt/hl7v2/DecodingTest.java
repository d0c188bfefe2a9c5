package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.hl7v2.OruMessages.findings;
import static org.radiologygpt.hl7v2.OruMessages.oru;
import static org.radiologygpt.hl7v2.OruMessages.read;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.SourceProfiles;

class DecodingTest {
    private static final String TEXT = "M\u00fcller \u00b160%";

    @ParameterizedTest
    @EnumSource(Hl7Charset.class)
    void every_encoding_of_the_table_is_known_by_its_names(Hl7Charset row) {
        assertThat(row.names()).isNotEmpty().allSatisfy(name -> assertThat(Hl7Charset.named(name))
                .isEqualTo(row.charset()));
        assertThat(row.charset()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "UNICODE UTF-8,           UTF-8,         -",
                "'',                      UTF-8,         -",
                "'',                      ISO-8859-1,    charset_guessed",
                "8859/1,                  ISO-8859-1,    -",
                "8859/1,                  UTF-8,         charset_claim_wrong",
                "UNICODE UTF-8,           ISO-8859-1,    charset_claim_wrong",
                "ASCII,                   UTF-8,         charset_claim_wrong",
                "ASCII~UNICODE UTF-8,     UTF-8,         -",
                "NONSENSE~8859/1,         ISO-8859-1,    -",
                "NONSENSE,                ISO-8859-1,    charset_unknown",
                "8859/15,                 ISO-8859-15,   -",
            })
    void the_text_is_right_whatever_the_header_claims(String claim, String encoding, String warning) {
        RadiologyReport report = read(message(claim, TEXT).getBytes(Charset.forName(encoding)));
        assertThat(findings(report)).isEqualTo(TEXT);
        if (warning == null) {
            assertThat(report.warnings()).isEmpty();
        } else {
            assertThat(report.warnings()).contains(warning).doesNotContain("charset_garbled");
        }
    }

    @Test
    void latin_1_with_quotation_marks_is_windows_1252() {
        RadiologyReport report =
                read(message("8859/1", "the patient\u2019s").getBytes(Charset.forName("windows-1252")));
        assertThat(findings(report)).isEqualTo("the patient\u2019s");
    }

    @Test
    void replacement_characters_and_twice_encoded_text_are_garbled() {
        assertThat(read(message("UNICODE UTF-8", "M\ufffdller")).warnings()).contains("charset_garbled");
        String twice = new String(TEXT.getBytes(UTF_8), ISO_8859_1);
        assertThat(read(message("UNICODE UTF-8", twice)).warnings()).contains("charset_garbled");
        byte[] damaged = message("UNICODE UTF-8", TEXT).getBytes(UTF_8);
        int at = new String(damaged, ISO_8859_1).lastIndexOf('%');
        damaged[at] = (byte) 0xff;
        assertThat(read(damaged).warnings()).contains("charset_claim_wrong", "charset_garbled");
    }

    @Test
    void a_profile_overrides_the_claim() {
        SourceProfile base = SourceProfile.defaults();
        SourceProfile profile = new SourceProfile(
                "greek",
                "RIS",
                "",
                Optional.empty(),
                base.accessionField(),
                base.sectionCodes(),
                base.headings(),
                base.ignoreLines(),
                base.ignoreContinuations(),
                base.zone(),
                Optional.of(Charset.forName("ISO-8859-7")));
        ReadOutcome outcome = new OruReader(SourceProfiles.of(List.of(profile)))
                .read(message("8859/1", "\u03b1\u03b2").getBytes(Charset.forName("ISO-8859-7")));
        assertThat(findings(((ReadOutcome.Read) outcome).report())).isEqualTo("\u03b1\u03b2");
    }

    @Test
    void control_characters_in_text_are_dropped_with_a_warning() {
        RadiologyReport report = read(message("", "a\u0000b"));
        assertThat(findings(report)).isEqualTo("a b");
        assertThat(report.warnings()).contains("control_characters");
    }

    private static String message(String claim, String text) {
        String oru = oru("OBX|1|TX|R||FINDINGS: " + text + "||||||P");
        return oru.replaceFirst("\\|2\\.5\\.1", "|2.5.1" + "|".repeat(6) + claim.replace("\\", "\\\\"));
    }

    @Test
    void names_of_encodings_are_unique() {
        List<String> names = Arrays.stream(Hl7Charset.values())
                .flatMap(row -> row.names().stream())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }
}
