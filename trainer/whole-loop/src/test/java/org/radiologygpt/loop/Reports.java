package org.radiologygpt.loop;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.radiologygpt.trainer.synthetic.SyntheticReport;
import org.radiologygpt.trainer.synthetic.SyntheticReports;

/** ORU^R01 of synthetic reports, each of a patient of its own. */
final class Reports {
    private static final int DAYS = 28;

    private Reports() {}

    /** Reports with findings of their own, a number of the stream. */
    static List<SyntheticReport> of(long seed, int count) {
        return new SyntheticReports(seed)
                .stream()
                        .filter(report -> isPlain(report.findings()))
                        .limit(count)
                        .toList();
    }

    /** A few words more than the corpus asks for, but short to train on, and nothing that would have to be escaped. */
    private static boolean isPlain(String findings) {
        int words = findings.split("\\s+").length;
        return words > 15 && words < 45 && findings.chars().noneMatch(letter -> "|^~&\\".indexOf(letter) >= 0);
    }

    /** A signed report, the impression with an ending of the house. */
    static String signed(SyntheticReport report, long seed, String ending) {
        String impression = report.impression().strip() + " " + ending;
        return oru(
                report, seed, "F", "FINDINGS: " + line(report.findings()) + "\\.br\\IMPRESSION: " + line(impression));
    }

    static String dictated(SyntheticReport report, long seed) {
        return oru(report, seed, "P", "FINDINGS: " + line(report.findings()));
    }

    private static String line(String text) {
        return Stream.of(text.split("\n"))
                .map(String::strip)
                .reduce((one, next) -> one + "\\.br\\" + next)
                .orElse("");
    }

    private static String oru(SyntheticReport report, long seed, String status, String text) {
        String number = seed + "x" + report.index();
        String procedure = report.exam() + "^" + report.procedureText().replaceAll("[|^~&\\\\]", " ") + "^L";
        String time = String.format(Locale.ROOT, "2026%02d%02d100000", seed % 12 + 1, report.index() % DAYS + 1);
        return String.format(Locale.ROOT, """
                MSH|^~\\&|RIS|WEST|RADGPT|WEST|%1$s||ORU^R01|%2$s%3$s|P|2.5.1
                PID|1||W%3$s^^^WEST^MR||Doe^Pat%4$s||19610412|F
                OBR|1|P%3$s|%2$s%3$s|%5$s|||%1$s|||||||||||||||%1$s||RAD|%2$s
                OBX|1|TX|%5$s||%6$s||||||%2$s
                """, time, status, number, letters(report.index()), procedure, text)
                .replace('\n', '\r');
    }

    /** A given name for a number. */
    private static String letters(long number) {
        StringBuilder letters = new StringBuilder();
        for (long rest = number; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }
}
