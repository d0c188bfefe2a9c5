package org.radiologygpt.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfiles;

/** The heap of a child JVM is the measure: no load of the machine changes what is read within it. */
class BigMessageTest {
    private static final int LINES = 50_000;
    private static final int MEGABYTE = 1 << 20;

    @Test
    void fifty_thousand_lines_are_read_in_less_memory_than_ten_times_the_message() throws Exception {
        int heap = message(LINES).length * 10 / MEGABYTE - 1;
        assertThat(childReads(LINES, heap)).as("-Xmx%dm", heap).isZero();
    }

    @Test
    void every_line_is_in_the_report() {
        RadiologyReport report = report(message(LINES));
        assertThat(report.text(SectionKind.FINDINGS).orElseThrow().lines()).hasSize(LINES);
    }

    /** The child: number of lines. */
    public static void main(String[] arguments) {
        report(message(Integer.parseInt(arguments[0])));
    }

    private static int childReads(int lines, int megabytes) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BigMessageTest.class.getName(),
                        Integer.toString(lines))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return child.waitFor();
    }

    private static RadiologyReport report(byte[] message) {
        return ((ReadOutcome.Read) new OruReader(SourceProfiles.defaults()).read(message)).report();
    }

    /** 200 bytes a line. */
    private static byte[] message(int lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(lines * 201 + 1_000);
        out.writeBytes(ascii("MSH|^~\\&|RIS|MAIN|||20260301120000||ORU^R01|BIG-1|P|2.5.1\r"
                + "PID|1||77001^^^MAIN^MR||Sampleton^Petra\r"
                + "OBR|1|P1|F1|71260^CT CHEST^L|||20260301113000|||||||||||||||||||P\r"));
        for (int i = 1; i <= lines; i++) {
            String text = (i == 1 ? "FINDINGS: " : "") + "Nodule " + i + " measures " + i % 30 + " mm, unchanged. ";
            String line = "OBX|" + i + "|TX|71260^CT CHEST^L||" + text + "x".repeat(153 - text.length()) + "||||||P\r";
            out.writeBytes(ascii(line));
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
