package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who read, dictated and typed: what stands in braces goes, all else stays; a bar is the end of a line. */
class StaffInitialsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            No fracture.||{JS/mt}
            No fracture.||{JSM:qz}
            No fracture.||{js/qz}
            No fracture.||{LCM / SG / tyc}
            No fracture.||{TB/hrq} D: ___ T: ___
            No fracture.||/{qz}
            No fracture.||-{QZ}
            No fracture.||({QZ})
            Transcribed by: {mtw}
            Typed by {do}
            Transcribed ___ {ksh}
            T: ___ ___ {jqs}
            MT: {ap}
            Trans: {so}
            Rad: {QJO}   Tech: {QVB}
            RT: {qzb}
            QA: {JET}
            Read by {QZB} ___
            Approved {QZ} on ___
            ES: {QZ} ___
            /s/ {QZV}
            Scanned by {qzb} from ___
            {QVB} ___ ___: outside study reviewed.
            {QJL} d/w {QPA} at once.
            """)
    void are_found_where_a_report_is_signed(String marked) {
        String filled = marked.replace("___ ___", "3/4/2024 10:32 AM").replace("from ___", "from 10.1.2.3");
        String text = filled.replace("___", "3/4/2024")
                .replace("{", "")
                .replace("}", "")
                .replace('|', '\n');
        String clean = Deidentifier.mask().deidentify(text, List.of()).text();
        String expected = marked.replaceAll("\\{[^}]*}", "___").replace('|', '\n');
        assertThat(clean.replaceAll("___( ___)+", "___")).isEqualTo(expected.replaceAll("___( ___)+", "___"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AP/LAT views.",
                "Right knee, AP and lat.",
                "HX: DM/HTN",
                "R/O PE. S/P CABG. W/O contrast. H/O CVA.",
                "Confirmed by CT.",
                "Performed by IR.",
                "Read by ED.",
                "QA: ok",
                "QA: N/A",
                "Tech: CT",
                "Verified: yes",
                "Size 12 mm",
                "PET/CT and SPECT/CT.",
                "TR/TE 4500/102",
                "Signed: no",
                "Fat sat T1 w/ and w/o.",
                "his/her or and/or",
                "IMPRESSION:\n\nDVT\n",
                "ER d/w PCP for follow-up."
            })
    void are_not_seen_in_abbreviations_of_reports(String text) {
        assertThat(Deidentifier.mask().deidentify(text, List.of()).text()).isEqualTo(text);
    }
}
