package org.radiologygpt.routes.cli;

import java.nio.charset.StandardCharsets;

/** Synthetic ORU^R01 messages of about 1.6 kB for the benchmarks, each of its own report. */
final class BenchMessages {
    /** An impression that every guard lets pass for {@link #oru}. */
    static final String IMPRESSION = "Small left pleural effusion with adjacent atelectasis.";

    private static final String ORU = String.join(
            "\r",
            "MSH|^~\\&|RIS|BENCH|RADGPT|BENCH|20260301120000||ORU^R01^ORU_R01|BENCH-{n}|P|2.5.1",
            "PID|1||{n}77001^^^BENCH^MR||Sampleton^Petra^Q||19610412|F|||12 Orchard Road^^Milltown^OH^43002||6145550123|||||V{n}9|987-65-4320",
            "PV1|1|I|W3^301^1||||4411^Examplar^Olaf^^^Dr|||||||||||V{n}9",
            "ORC|RE|P{n}|F{n}",
            "OBR|1|P{n}|F{n}|71046^XR CHEST 2 VIEWS^L|||20260301113000|||||||||4411^Examplar^Olaf^^^Dr||||||20260301115500||RAD|P|||||||5522&Readwell&Ingrid",
            "OBX|1|TX|71046^XR CHEST 2 VIEWS^L||EXAM: XR CHEST 2 VIEWS||||||P",
            "OBX|2|TX|71046^XR CHEST 2 VIEWS^L||INDICATION: Cough and fever. Call back Dr. Olaf Examplar at 614-555-0123.||||||P",
            "OBX|3|TX|71046^XR CHEST 2 VIEWS^L||COMPARISON: Chest radiograph of 02/11/2026.||||||P",
            "OBX|4|TX|71046^XR CHEST 2 VIEWS^L||||||||P",
            "OBX|5|TX|71046^XR CHEST 2 VIEWS^L||FINDINGS: PA and lateral views of Petra Sampleton. A small left pleural||||||P",
            "OBX|6|TX|71046^XR CHEST 2 VIEWS^L||effusion is present with adjacent atelectasis. The right lung is clear.||||||P",
            "OBX|7|TX|71046^XR CHEST 2 VIEWS^L||No pneumothorax. The cardiomediastinal silhouette is unremarkable.||||||P",
            "OBX|8|TX|71046^XR CHEST 2 VIEWS^L||No acute bony abnormality.||||||P",
            "");

    private BenchMessages() {}

    /** The n-th message. */
    static byte[] oru(long n) {
        return ORU.replace("{n}", Long.toString(n)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
