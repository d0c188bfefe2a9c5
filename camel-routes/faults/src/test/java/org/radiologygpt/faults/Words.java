package org.radiologygpt.faults;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The words of messages and drafts. */
final class Words {
    /** What only messages hold, and no log, no prompt and no header of an error record may. */
    static final List<String> PATIENT =
            List.of("Faultington", "Fredegar", "FAULTINGTON", "MRNQ", "19610412", "1961-04-12");

    private static final String DRAFT = "No acute abnormality.";
    private static final String MOTION = "The images are blurred by motion.";
    private static final String SIDE = "Small right pleural effusion.";
    private static final List<String> NORMAL = List.of(
            "The heart is of normal size.",
            "No pleural effusion.",
            "The mediastinum is unremarkable.",
            "There is no pneumothorax.",
            "The bones are intact.",
            "No focal consolidation.");

    private Words() {}

    static String accession(int report) {
        return String.format(Locale.ROOT, "F%06d", report);
    }

    /** Findings number {@code text} of a report. */
    static String findings(int text) {
        return "The lungs are clear. " + NORMAL.get(text % NORMAL.size()) + " "
                + NORMAL.get((text / NORMAL.size() + text + 1) % NORMAL.size()) + " Mr. Faultington was informed.";
    }

    /** Findings about which the model errs, and the reason for which the draft is withheld. */
    static String unsafeFindings(boolean truncated) {
        return "The lungs are clear. " + (truncated ? MOTION : SIDE);
    }

    static String unsafeReason(boolean truncated) {
        return truncated ? "truncation" : "laterality";
    }

    /** What the model server says to a prompt. */
    static String completion(String prompt, String model) {
        String text = prompt.contains(SIDE) ? "Small left pleural effusion." : DRAFT;
        String finish = prompt.contains(MOTION) ? "length" : "stop";
        return "{\"model\":\"" + model + "\",\"choices\":[{\"text\":\"" + text + "\",\"finish_reason\":\"" + finish
                + "\"}],\"usage\":{\"prompt_tokens\":50,\"completion_tokens\":6}}";
    }

    static byte[] oru(int report, int number, Kind kind, int clock, String findings, String site) {
        String impression = kind.hasImpression() ? "\\.br\\IMPRESSION: Normal chest." : "";
        String text = kind == Kind.REGISTERED ? "" : "FINDINGS: " + findings + impression;
        return String.format(
                        Locale.ROOT,
                        """
                        MSH|^~\\&|RIS|%7$s|RADGPT|NORTH|%5$s||ORU^R01|M%1$d-%2$d|P|2.5.1
                        PID|1||MRNQ%1$d^^^NORTH^MR||Faultington^Fredegar||19610412|M
                        OBR|1|P%1$d|%3$s|CXR^CHEST^L|||20260301050000|||||||||||||||%5$s||RAD|%4$s
                        OBX|1|TX|CXR^CHEST^L||%6$s||||||%4$s
                        """,
                        report,
                        number,
                        accession(report),
                        kind.v2,
                        time(clock, "20260301%02d%02d00"),
                        text,
                        site)
                .replace('\n', '\r')
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] fhir(int report, int number, Kind kind, int clock, String findings) {
        String impression = kind.hasImpression() ? "\nIMPRESSION: Normal chest." : "";
        String form = Base64.getEncoder()
                .encodeToString(("FINDINGS: " + findings + impression).getBytes(StandardCharsets.UTF_8));
        String forms = kind == Kind.REGISTERED
                ? ""
                : ",\"presentedForm\":[{\"contentType\":\"text/plain\",\"data\":\"" + form + "\"}]";
        String time = time(clock, "2026-03-01T%02d:%02d:00Z");
        return String.format(Locale.ROOT, """
                        {"resourceType":"DiagnosticReport","id":"r%1$d","meta":{"versionId":"%2$d"},"identifier":[{"type":
                        {"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"ACSN"}]},
                        "system":"urn:id:EHR","value":"%3$s"}],"status":"%4$s",
                        "category":[{"coding":[{"system":"http://loinc.org","code":"LP29684-5"}]}],
                        "code":{"coding":[{"system":"http://loinc.org","code":"36643-5"}],"text":"XR Chest 2 Views"},
                        "contained":[{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:id:NORTH",
                        "value":"MRNQ%1$d"}],"name":[{"family":"Faultington","given":["Fredegar"]}],
                        "birthDate":"1961-04-12","gender":"male"}],"subject":{"reference":"#p"},
                        "effectiveDateTime":"2026-03-01T05:00:00Z","issued":"%5$s"%6$s}
                        """, report, number, accession(report), kind.fhir, time, forms)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String time(int clock, String format) {
        return String.format(Locale.ROOT, format, 6 + clock / 60, clock % 60);
    }
}
