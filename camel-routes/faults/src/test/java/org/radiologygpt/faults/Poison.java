package org.radiologygpt.faults;

import java.nio.charset.StandardCharsets;

/** Messages that cannot be read, each with the reason that the error topic must give; all hold a patient's name. */
enum Poison {
    NO_MSH(false, "no_msh_segment", "PID|1||MRNQ1^^^NORTH^MR||Faultington^Fredegar\rOBX|1|TX|a"),
    STATUS(false, "unknown_status", """
            MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|B%1$d|P|2.5.1
            PID|1||MRNQ%1$d^^^NORTH^MR||Faultington^Fredegar||19610412|M
            OBR|1|P1|%2$s|CXR^CHEST^L|||20260301110000|||||||||||||||20260301115500||RAD|Z
            OBX|1|TX|CXR^CHEST^L||FINDINGS: The lungs are clear. The heart is of normal size.||||||Z
            """),
    BINARY(false, "not_text", "\u0000\u0001\u0002Faultington\u0000"),
    TRUNCATED(false, "truncated", """
            MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||ORU^R01|B%1$d|P|2.5.1
            PID|1||MRNQ%1$d^^^NORTH^MR||Faultington^Fredegar||19610412|M
            OBX|1|TX|CXR^CHEST^L||FINDINGS: clea"""),
    SCHEDULE(false, "unsupported_message_type", """
            MSH|^~\\&|RIS|NORTH|RADGPT|NORTH|20260301120000||SIU^S12|B%1$d|P|2.5.1
            PID|1||MRNQ%1$d^^^NORTH^MR||Faultington^Fredegar||19610412|M
            """),
    EMPTY(false, "empty_message", ""),
    JSON(true, "malformed_json", "{\"resourceType\":\"DiagnosticReport\",\"id\":\"Faultington"),
    PATIENT(true, "not_a_diagnostic_report", "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Faultington\"}]}");

    private final boolean fhir;
    private final String reason;
    private final String text;

    Poison(boolean fhir, String reason, String text) {
        this.fhir = fhir;
        this.reason = reason;
        this.text = text;
    }

    Message of(int report) {
        String filled = text.replace("%1$d", Integer.toString(report))
                .replace("%2$s", Words.accession(report))
                .replace('\n', '\r');
        return new Message(report, Kind.POISON, 0, 0, fhir, reason, filled.getBytes(StandardCharsets.UTF_8));
    }
}
