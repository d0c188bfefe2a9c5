package org.radiologygpt.routes.faults;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbered messages of known outcome: of twenty, sixteen to be drafted, two with impression, one final, one malformed. */
final class Messages {
    private Messages() {}

    static String outcome(int number) {
        return switch (number % 20) {
            case 3, 13 -> "skipped has_impression";
            case 7 -> "skipped final_report";
            case 17 -> "rejected no_msh_segment";
            default -> "drafted ";
        };
    }

    static String accession(int number) {
        return String.format(Locale.ROOT, "F%06d", number);
    }

    static byte[] hl7(int number) {
        String kind = outcome(number);
        String impression = kind.startsWith("drafted") ? "" : "\\.br\\IMPRESSION: Normal chest.";
        String status = kind.contains("final") ? "F" : "P";
        String head = kind.startsWith("rejected") ? "" : """
                MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|M%1$d|P|2.5.1
                """;
        String text = head + """
                PID|1||Q%1$d^^^NORTH^MR||Fault^Fred||19610412|M
                OBR|1|P%1$d|%2$s|CXR^CHEST^L|||20260301110000|||||||||||||||20260301115500||RAD|%3$s
                OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.%4$s||||||%3$s
                """;
        return String.format(Locale.ROOT, text, number, accession(number), status, impression)
                .replace('\n', '\r')
                .getBytes(StandardCharsets.UTF_8);
    }
}
