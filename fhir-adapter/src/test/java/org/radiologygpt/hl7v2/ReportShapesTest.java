package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.radiologygpt.hl7v2.OruMessages.findings;
import static org.radiologygpt.hl7v2.OruMessages.impression;
import static org.radiologygpt.hl7v2.OruMessages.oru;
import static org.radiologygpt.hl7v2.OruMessages.read;
import static org.radiologygpt.hl7v2.OruMessages.segments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/** How radiology text really arrives: every shape has a row, and the same findings and impression come out. */
class ReportShapesTest {

    record Shape(String name, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String FINDINGS = "Right lung clear.\nHeart normal.";
    private static final String IMPRESSION = "No acute disease.";

    static final List<Shape> SHAPES = List.of(
            new Shape(
                    "section suffix on a code",
                    oru(
                            "OBX|1|TX|71046&FND^Chest^C4|1|Right lung clear.||||||P",
                            "OBX|2|TX|71046&FND^Chest^C4|1|Heart normal.||||||P",
                            "OBX|3|TX|71046&IMP^Chest^C4|2|No acute disease.||||||P")),
            new Shape(
                    "suffix without a code, heading repeated in the text",
                    oru(
                            "OBX|1|ST|&GDT|1|FINDINGS:||||||Prelim",
                            "OBX|2|ST|&GDT|1|Right lung clear.||||||Prelim",
                            "OBX|3|ST|&GDT|1|Heart normal.||||||Prelim",
                            "OBX|4|ST|&IMP|2|IMPRESSION: No acute disease.||||||Prelim")),
            new Shape(
                    "LOINC in OBX-3",
                    oru(
                            "OBX|1|FT|59776-5^Procedure findings^LN|1|Right lung clear.\\.br\\Heart normal.||||||P",
                            "OBX|2|FT|19005-8^Impression^LN|2|No acute disease.||||||P")),
            new Shape(
                    "LOINC as the alternate code",
                    oru(
                            "OBX|1|FT|F1^Text^L^59776-5^Findings^LN|1|Right lung clear.\\.br\\Heart normal.||||||P",
                            "OBX|2|FT|I1^Text^L^19005-8^Impression^LN|2|No acute disease.||||||P")),
            new Shape(
                    "heading as the code's name",
                    oru(
                            "OBX|1|FT|F1^FINDINGS^L|1|Right lung clear.\\.br\\Heart normal.||||||P",
                            "OBX|2|FT|I1^Impression^L|2|No acute disease.||||||P")),
            new Shape(
                    "one text with headings",
                    oru("OBX|1|FT|R^Report^L|1|EXAM: Chest\\.br\\FINDINGS:\\.br\\Right lung clear.\\.br\\Heart normal."
                            + "\\.br\\IMPRESSION: No acute disease.||||||P")),
            new Shape(
                    "one OBX per line",
                    oru(
                            "OBX|1|TX|R^Report^L||FINDINGS||||||P",
                            "OBX|2|TX|R^Report^L||Right lung clear.||||||P",
                            "OBX|3|TX|R^Report^L||Heart normal.||||||P",
                            "OBX|4|TX|R^Report^L||||||||P",
                            "OBX|5|TX|R^Report^L||IMPRESSION||||||P",
                            "OBX|6|TX|R^Report^L||No acute disease.||||||P")),
            new Shape(
                    "one OBX per line out of order",
                    oru(
                            "OBX|3|TX|R^Report^L||Heart normal.||||||P",
                            "OBX|1|TX|R^Report^L||FINDINGS:||||||P",
                            "OBX|2|TX|R^Report^L||Right lung clear.||||||P",
                            "OBX|4|TX|R^Report^L||IMPRESSION: No acute disease.||||||P")),
            new Shape(
                    "first OBX is ST and has the only code",
                    oru(
                            "OBX|1|ST|R^Report^L||FINDINGS:||||||P",
                            "OBX|2|TX|||Right lung clear.||||||P",
                            "OBX|3|TX|||Heart normal.||||||P",
                            "OBX|4|TX|||IMPRESSION: No acute disease.||||||P")),
            new Shape(
                    "repetitions as line breaks",
                    oru("OBX|1|TX|R||FINDINGS:~Right lung clear.~Heart normal.~~IMPRESSION:~No acute disease.||||||P")),
            new Shape(
                    "raw line feeds within the text",
                    oru(
                            "OBX|1|TX|R||FINDINGS:\nRight lung clear.\nHeart normal.\nIMPRESSION:\nNo acute disease.||||||P")),
            new Shape(
                    "escapes",
                    oru("OBX|1|FT|R||\\H\\FINDINGS:\\N\\\\.br\\Right lung\\X20\\clear.\\X0D0A\\Heart normal."
                            + "\\.sp\\IMPRESSION:\\.in+2\\ No acute disease.||||||P")),
            new Shape(
                    "notes under OBX",
                    oru(
                            "OBX|1|TX|71046&FND||Right lung clear.||||||P",
                            "NTE|1||Heart normal.",
                            "OBX|2|TX|71046&IMP||No acute disease.||||||P")),
            new Shape(
                    "notes under OBR",
                    oru(
                            "NTE|1||FINDINGS: Right lung clear.",
                            "NTE|2||Heart normal.",
                            "NTE|3||IMPRESSION: No acute disease.")),
            new Shape(
                    "footers and signatures between",
                    oru(
                            "OBX|1|TX|R||ACC# 12345~********Final Report********~FINDINGS:~Right lung clear.~Heart normal.~"
                                    + "IMPRESSION:~No acute disease.~Dictated By: A. Reader, M.D. on Mar 1 2026 10:00AM~"
                                    + "This document has been electronically signed by: A. Reader,~M.D. on Mar 1 2026 10:00AM||||||P")),
            new Shape(
                    "several orders in one report",
                    oru(
                            "OBR|2|PL101|ACC2026-2|71100^Ribs^C4|||||||||||||||||||||P",
                            "OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")),
            new Shape(
                    "study instance UID and Z segments",
                    oru(
                            "OBX|1|ST|113014^DICOM Study^DCM||1.2.3.4.5.6.7.8||||||P",
                            "OBX|2|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P",
                            "ZDS|1.2.3.4.5.6.7.8^RIS^Application^DICOM")),
            new Shape(
                    "a pointer and a PDF beside the text",
                    oru(
                            "OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P",
                            "OBX|2|RP|R||12345^UK^ZB||||||P",
                            "OBX|3|ED|R||^AP^PDF^Base64^JVBERi0=||||||P")),
            new Shape(
                    "OBX-2 empty",
                    oru("OBX|1||R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")),
            new Shape(
                    "line feeds as segment ends",
                    oru("OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")
                            .replace('\r', '\n')),
            new Shape(
                    "CRLF as segment ends, blank lines, byte order mark",
                    "\ufeff"
                            + oru("OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")
                                    .replace("\r", "\r\n\r\n")),
            new Shape(
                    "MLLP",
                    "\u000b"
                            + oru(
                                    "OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")
                            + "\u001c\r"),
            new Shape(
                    "custom delimiters",
                    oru("OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")
                            .replace('|', '#')
                            .replace('^', '*')
                            .replace('~', '%')),
            new Shape(
                    "unknown version",
                    oru("OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")
                            .replace("|2.5.1", "|2.99")),
            new Shape(
                    "no version, no trigger",
                    oru("OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")
                            .replace("|2.5.1", "")
                            .replace("ORU^R01", "ORU")),
            new Shape(
                    "OBX after a specimen",
                    oru(
                            "SPM|1",
                            "OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P")),
            new Shape(
                    "OBX before OBR",
                    segments(
                            OruMessages.MSH,
                            OruMessages.PID,
                            "OBX|1|TX|R||FINDINGS: Right lung clear.~Heart normal.~IMPRESSION: No acute disease.||||||P",
                            OruMessages.OBR)));

    @ParameterizedTest
    @FieldSource("SHAPES")
    void findings_and_impression_come_out(Shape shape) {
        RadiologyReport report = read(shape.message());
        assertThat(findings(report)).isEqualTo(FINDINGS);
        assertThat(impression(report)).isEqualTo(IMPRESSION);
        assertThat(report.key().toString()).isEqualTo("RIS/NORTH|ACC2026-1");
    }

    @Test
    void unescaped_delimiters_in_text_lose_nothing() {
        RadiologyReport report = read(oru("OBX|1|TX|R||FINDINGS: T1^T2 & DWI at C5/6 ^ 5&6 mm||||||P"));
        assertThat(findings(report)).isEqualTo("T1^T2 & DWI at C5/6 ^ 5&6 mm");
    }

    @Test
    void escaped_delimiters_are_the_characters_that_they_mean() {
        RadiologyReport report =
                read(oru("OBX|1|FT|R||FINDINGS: a\\F\\b \\S\\18F-FDG \\T\\ c\\R\\d \\E\\n \\X5E\\||||||P"));
        assertThat(findings(report)).isEqualTo("a|b ^18F-FDG & c~d \\n ^");
    }

    @Test
    void an_unknown_escape_stays_and_is_counted() {
        RadiologyReport report = read(oru("OBX|1|FT|R||FINDINGS: see \\Z99\\ and C:\\x\\C2842\\||||||P"));
        assertThat(findings(report)).isEqualTo("see \\Z99\\ and C:\\x\\C2842\\");
        assertThat(report.warnings()).anyMatch(warning -> warning.startsWith("unknown_escape"));
    }

    @Test
    void only_a_pdf_is_a_report_without_text() {
        RadiologyReport report = read(oru("OBX|1|ED|R||^AP^PDF^Base64^JVBERi0=||||||P"));
        assertThat(report.sections()).isEmpty();
        assertThat(report.warnings()).contains("attachment_not_read", "no_text");
    }

    @Test
    void deleted_and_erroneous_lines_are_no_part_of_the_report_but_kept() {
        RadiologyReport report = read(oru(
                "OBX|1|TX|71046&FND||Right lung clear.||||||P",
                "OBX|2|TX|71046&FND||Left lung collapsed.||||||D",
                "OBX|3|TX|71046&FND||Large mass.||||||W"));
        assertThat(findings(report)).isEqualTo("Right lung clear.");
        assertThat(report.text(SectionKind.IGNORED)).hasValue("Left lung collapsed.\nLarge mass.");
        assertThat(report.warnings()).contains("line_withdrawn=2");
    }

    @Test
    void values_keep_their_name_and_unit_and_stay_out_of_the_running_text() {
        RadiologyReport report = read(oru(
                "OBX|1|TX|R||FINDINGS: Right lung clear.||||||P",
                "OBX|2|NM|A1^Aorta diameter^L||32|mm|||||P",
                "OBX|3|TX|R||Heart normal.||||||P"));
        assertThat(findings(report)).isEqualTo(FINDINGS);
        assertThat(report.text(SectionKind.UNSECTIONED)).hasValue("Aorta diameter: 32 mm");
    }

    @Test
    void a_whole_report_under_the_code_of_its_findings_is_divided_by_its_headings() {
        RadiologyReport report = read(oru(
                "OBX|1|TX|71046&GDT||CHEST TWO VIEWS~INDICATION: Cough~FINDINGS: Clear.~IMPRESSION: Normal.||||||P"));
        assertThat(findings(report)).isEqualTo("Clear.");
        assertThat(report.text(SectionKind.UNSECTIONED)).hasValue("CHEST TWO VIEWS");
    }

    @Test
    void the_null_of_hl7_is_no_text() {
        assertThat(read(oru("OBX|1|TX|R||\"\"||||||P")).sections()).isEmpty();
    }
}
