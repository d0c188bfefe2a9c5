package org.radiologygpt.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where fuzzing starts: messages of our own, and published ones where {@code shared/data} is there. Nothing is copied. */
final class Seeds {
    /** Fuzzing makes inputs as long as the longest seed, and each execution costs what its input is long. */
    private static final int LARGEST = 4 * 1024;

    private static final String MSH = "MSH|^~\\&|RIS|NORTH||EHR|20260301120500||ORU^R01|MSG1|P|2.5.1\r";
    private static final String ORDER = "PID|1||MRN12345^^^NORTH^MR||Sample^Ada^B||19500102|F\r"
            + "OBR|1|PL100|ACC2026-1|71046^Chest 2 views^C4|||20260301113000|||||||||||||||20260301120000||RAD|P\r";

    private Seeds() {}

    static Stream<byte[]> oru() {
        String body = "OBX|1|TX|71046&GDT^Report||FINDINGS:~Clear \\T\\ dry.\\.br\\IMPRESSION:||||||P\rNTE|1||Note\r";
        return Stream.concat(
                bytes(
                        MSH + ORDER + body,
                        "\u000b" + MSH + ORDER + body + "\u001c\r\u000b" + MSH + ORDER + "\u001c\r",
                        "FHS|^~\\&\rBHS|^~\\&\r" + MSH + ORDER + body + "BTS|1\rFTS|1\r",
                        MSH.replace("ORU^R01", "MDM^T02") + ORDER
                                + "TXA|1|RAD|TX\rOBX|1|FT|IMP||\\X0D\\\\H\\x\\N\\\\Z1\\||||||F\r",
                        MSH + ORDER
                                + "OBX|1|ED|PDF||^AP^PDF^Base64^JVBERi0=\rOBX|2|ED|RTF||^TX^RTF^Base64^e1xydGYxIGF9\r",
                        MSH.replace("|^~\\&|", "|$%!?|").replace("|2.5.1", "|2.3||||||8859/1") + ORDER,
                        MSH.replace("|2.5.1", "|2.8||||||UNICODE UTF-8~ISO IR87") + ORDER + body,
                        "<SB>" + MSH + ORDER + body + "<EB>"),
                published("hl7v2", ""));
    }

    static Stream<byte[]> fhir() {
        String report = "{\"resourceType\":\"DiagnosticReport\",\"id\":\"r1\",\"meta\":{\"versionId\":\"2\","
                + "\"lastUpdated\":\"2026-03-01T10:00:00Z\"},\"status\":\"preliminary\",\"code\":{\"text\":\"CT\"},"
                + "\"identifier\":[{\"system\":\"urn:x\",\"value\":\"A1\"}],\"conclusion\":\"IMPRESSION: None\","
                + "\"subject\":{\"reference\":\"#p\"},\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\","
                + "\"name\":[{\"family\":\"Sample\"}],\"birthDate\":\"1961-02-03\"}],\"presentedForm\":["
                + "{\"contentType\":\"text/rtf\",\"data\":\"e1xydGYxIGFccGFyIGJ9\"},"
                + "{\"contentType\":\"text/html; charset=utf-8\",\"data\":\"PHA+YTwvcD4=\"}],"
                + "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a<br/></div>\"}}";
        String observation = "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{\"coding\":"
                + "[{\"code\":\"59776-5\"}]},\"valueQuantity\":{\"value\":1.50,\"comparator\":\"<\",\"unit\":\"mm\"},"
                + "\"component\":[{\"code\":{\"text\":\"x\"},\"valueRange\":{\"low\":{\"value\":1}}}],\"note\":[{\"text\":\"n\"}]}";
        String linked =
                report.replace("\"conclusion\"", "\"result\":[{\"reference\":\"Observation/o\"}],\"conclusion\"");
        return Stream.concat(
                bytes(
                        report,
                        "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":"
                                + "\"MessageHeader\",\"source\":{\"name\":\"RIS\"},\"focus\":[{\"reference\":"
                                + "\"DiagnosticReport/r1\"}]}},{\"fullUrl\":\"urn:uuid:1\",\"resource\":" + linked
                                + "},{\"fullUrl\":\"http://x/Observation/o\",\"resource\":" + observation + "}]}",
                        report.replace(
                                "\"conclusion\"",
                                "\"note\":[{\"text\":\"n\"}],\"study\":[{\"reference\":\"ImagingStudy/1\"}],"
                                        + "\"conclusionCode\":[{\"concept\":{\"text\":\"c\"}}],\"conclusion\"")),
                published("fhir", ".json"));
    }

    static Stream<byte[]> rtf() {
        return bytes(
                "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Cyr;}{\\f2 Symbol;}}\\f0 FINDINGS:\\par "
                        + "\\f1\\'cf\\f2 m\\f0\\uc1\\u956?\\tab{\\v h}{\\*\\x y}\\trowd a\\cell b\\cell\\row{\\pict\\bin3 {{{}z}",
                "{\\rtf1{\\upr{a}{\\*\\ud b}}{\\shp{\\*\\shpinst{\\sp{\\sn a}}{\\shptxt t}}}{\\field{\\*\\fldinst i}{\\fldrslt r}}}",
                "{\\rtf1\\mac\\deff1\\plain\\deleted x\\deleted0\\~\\_\\-{\\header h}{\\listtext 1.\\tab}\\u-3?\\upr{");
    }

    static Stream<byte[]> html() {
        return bytes(
                "<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body><h1>FINDINGS</h1><p>a&nbsp;b</p>"
                        + "<ol start=3 type=a><li value=5>x<ul><li>y</ul></ol><table><tr><td><p>c<td>d</table><pre>\n e\n</pre></body>",
                "<div style='display:none'>h</div><div style='white-space:pre'>a\n b</div><br/><b><p><i></b>x</i><svg><p>y</svg>",
                "<textarea>t</textarea><select><option>o</select><noscript>n</noscript><template>x</template><a><table><a>");
    }

    static Stream<byte[]> text() {
        return bytes(
                "EXAM: CT chest\nCLINICAL HISTORY: cough\n\nFINDINGS:\nThe lungs are clear.\n\nIMPRESSION:\n1. Normal.\n2. None.\n"
                        + "Electronically signed by A. Sample\nDictated: 01/02/2026",
                "Findings - none. Impression is unchanged.\r\nIMPRESSION\r\n- a\r\n\u2022 b",
                "BEFUND:\nUnauff\u00e4llig.\nBEURTEILUNG: o.B.",
                "**FINDINGS** :\n" + "a ".repeat(50) + "\nADDENDUM #1:\nx");
    }

    static Stream<byte[]> deidentify() {
        return bytes(
                "Sample\nMRN0012345\nFINDINGS: Clear. Discussed with Dr. Sample on 3/4/24 at 10:32. MRN 12345.",
                "O'Brien-Ng\n(555) 123-4567\nCall 5551234567 or 123-4567. OBRIEN^ZYXWELLA; Z. O'Brien",
                "White\n7\nWhite matter. [NAME-1] and (name 2). Series 7.",
                "M\u00fcller\n2024\nMueller; Mu\u0308ller; MULLER 2024-03-04T10:32",
                "\n\n",
                "a",
                "e y\n000000\n0 0 0 0 0 0",
                "\u0130\u0131\u00df\n\u0661\u0662\u0663\u0664\u0665\u0666\nx\u200b");
    }

    private static Stream<byte[]> bytes(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<byte[]> published(String folder, String ending) {
        Optional<Path> data = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data").resolve(folder))
                .filter(Files::isDirectory)
                .findFirst();
        return data.map(path -> files(path, ending)).orElse(List.of()).stream().map(Seeds::content);
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("LICENSES"))
                    .filter(file -> file.toFile().length() <= LARGEST)
                    .sorted()
                    .limit(300)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
