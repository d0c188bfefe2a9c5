package org.radiologygpt;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Synthetic messages whose conversion must be valid: each shape that a field map row can take. */
final class ConvertedMessages {
    private static final String HEAD =
            "MSH|^~\\&|RIS|NORTH|EHR|NORTH|20260301120500-0600||ORU^R01^ORU_R01|MSG00042|P|2.5.1|||||||UNICODE UTF-8\r";

    /** Every field that a conversion uses. */
    static final String FULL = HEAD
            + "PID|1||MRN12345^^^NORTH&2.16.840.1.113883.19.5&ISO^MR~V77^^^STATE^XYZ||Sample^Ada^B^Jr^Dr^^L~Smith^Ada^^^^^M"
            + "|Roe^Jane|19500102|F|Known^Addie^^^^^N||12 Main St^Apt 3^Anytown^IL^60601^USA^H^^Cook||555-0100^PRN^PH"
            + "~^NET^Internet^ada@example.org|555-0101^WPN^CP||M||ACC-900^^^NORTH|999-99-9999\r"
            + "PV1|1|O|RAD^R-1^B2^NORTH||||1001^Att^Andy^A^^Dr^^^NORTH&2.16.840.1.113883.19.6&ISO^L^^^NPI|1002^Ref^Rita"
            + "|1003^Con^Carl~1004^Con^Carla||RAD||||||||V-5501^^^NORTH|||||||||||||||||||||||||20260301103000|20260301131500\r"
            + "ORC|RE|PL100^EHR|ACC2026-1^RIS||CM||^^^^^S||20260301090000|||1005^Order^Olga^^^Dr||||||||||||||||R^Restricted^HL70177\r"
            + "OBR|1|PL100^EHR|ACC2026-1^RIS|71046^Chest 2 views^C4^XRCH^Chest PA/LAT^99LOCAL|S|20260301085500|20260301113000-0600"
            + "|20260301114500-0600|||||Cough \\T\\ fever|||1005^Order^Olga^^^Dr^^^NORTH||||||20260301120000-0600||RAD|P||1^^^^^S||||"
            + "R05^Cough^I10~^Rule out pneumonia|1006&Reader&Rosa&R&&Dr&&&NORTH^20260301^^^|1007&Assist&Adam|1008&Tech&Tom|1009&Type&Tina\r"
            + "TQ1|1||||||||A\r"
            + "NTE|1||Portable study.\r"
            + "OBX|1|TX|59776-5^Findings^LN||FINDINGS: Small left pleural effusion. No pneumothorax.||||||P\r"
            + "OBX|2|TX|19005-8^Impression^LN||IMPRESSION: Small left effusion.||||||P\r"
            + "OBX|3|NM|18148-7^Aorta diameter^LN||32.50|mm^millimeter^UCUM|20-40|N|||P|||20260301113500-0600\r"
            + "OBX|4|SN|CTDI^CTDIvol^99LOCAL||<^5|mGy|<10|H~L|||F\r"
            + "OBX|5|SN|RANGE^Range^99LOCAL||^3^-^5|furlong||||F\r"
            + "OBX|6|SN|RATIO^Titre^99LOCAL||^1^:^128|||||X\r"
            + "OBX|7|CWE|BIRADS^BI-RADS category^99LOCAL||RID36028^BI-RADS 1^RADLEX||||||C\r"
            + "OBX|8|DT|LMP^Last menstrual period^99LOCAL||20260210||||||F\r"
            + "OBX|9|NM|NOTASKED^Creatinine^99LOCAL||0|mg/dL|||||N\r"
            + "OBX|10|NM|BAD^No number^99LOCAL||about 5|mm|||||F\r"
            + "ZDS|1.2.840.99.1^RIS^Application^DICOM\r";

    private ConvertedMessages() {}

    static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** Messages by what is special about them. */
    static Map<String, String> shapes() {
        Map<String, String> shapes = new LinkedHashMap<>();
        shapes.put("full", FULL);
        shapes.put(
                "least", message("PID|1||M1||Roe^Jane", obr(3, "A1", 4, "71046", 25, "P"), "OBX|1|TX|||Clear.||||||P"));
        shapes.put("nothing known of the patient", message("PID|1", obr(3, "A1", 25, "P"), "OBX|1|TX|||Clear."));
        shapes.put(
                "several orders",
                message(
                        "PID|1||M1^^^H^MR||Roe^Jane||1960",
                        "ORC|RE|P1^EHR|A1",
                        obr(2, "P1^EHR", 3, "A1", 4, "CT1^CT head^L", 7, "202603", 24, "CT", 25, "F"),
                        "OBX|1|TX|&GDT||Normal head.||||||F",
                        obr(2, "P2^EHR", 3, "A2", 4, "CT2^CT neck^L", 7, "20260301", 24, "CT", 25, "F"),
                        "OBX|1|TX|&IMP||Normal neck.||||||F"));
        for (String status : "O S I N A R P M F C X".split(" ")) {
            shapes.put(
                    "status " + status,
                    message("PID|1||M1^^^H^MR||Roe", obr(3, "A1", 4, "X", 25, status), "OBX|1|TX|&GDT||Text.||||||F"));
        }
        for (String code : "E I O P R B C N U INPATIENT".split(" ")) {
            shapes.put(
                    "class " + code,
                    message(
                            "PID|1||M1^^^H^MR||Roe",
                            "PV1|1|" + code,
                            obr(3, "A1", 4, "X", 24, "GEXR5", 25, "P"),
                            "OBX|1|TX|||Text."));
        }
        shapes.put(
                "times that are none",
                message(
                        "PID|1||M1^^^1.02.3^MR||Roe||19611399",
                        segment("PV1", 2, "I", 19, "V1", 44, "20260302", 45, "20260301101500"),
                        obr(3, "A1", 4, "X", 6, "soon", 7, "20260301", 8, "2026022912", 24, "CT", 25, "P"),
                        "OBX|1|TX|||Text."));
        shapes.put(
                "blanks and signs",
                message(
                        "PID|1||  M  1 ^^^A B: C^m r||R\\T\\D  O'Neil^J\\S\\x||19600102|X||| ^ ^ ^ ^ ^ ^H||~ ^ ^PH",
                        obr(
                                3,
                                "A  1",
                                4,
                                "71046  X^  two  blanks ^my own system",
                                7,
                                "20260301100000.1234+0545",
                                24,
                                "ct",
                                25,
                                "P"),
                        "OBX|1|FT|59776-5^^LN||\\.br\\\\.br\\\\X00\\\\X0C\\ a~b \\E\\ \u00e9\u4e2d||||||P",
                        "OBX|2|CWE|Q  1^q^q||^free text||||||P",
                        "OBX|3|CE|Q2^q||\"\"||||||P",
                        "OBX|4|NM|^only a name||12|[in_i]||||P"));
        shapes.put(
                "confidential",
                message(
                        "PID|1||M1^^^H^MR||Roe",
                        segment("ORC", 1, "RE", 28, "VIP~XYZ~PSY^^HL70177~N^^v3-Confidentiality"),
                        obr(3, "A1", 4, "X", 25, "P"),
                        "OBX|1|TX|||Text."));
        shapes.put(
                "withdrawn line",
                message(
                        "PID|1||M1^^^H^MR||Roe",
                        obr(3, "A1", 4, "X", 25, "P"),
                        "OBX|1|TX|&IMP||Normal chest.||||||P",
                        "OBX|2|TX|&IMP||Wrong patient.||||||W",
                        "OBX|3|NM|D^Dose^L||5|mGy|||||P"));
        return shapes;
    }

    private static String message(String... segments) {
        return HEAD + String.join("\r", segments) + "\r";
    }

    private static String obr(Object... numbersAndFields) {
        return segment("OBR", numbersAndFields);
    }

    /** A segment of these fields, by number in rising order. */
    private static String segment(String name, Object... numbersAndFields) {
        StringBuilder segment = new StringBuilder(name);
        int at = 0;
        for (int i = 0; i < numbersAndFields.length; i += 2) {
            int number = (int) numbersAndFields[i];
            segment.append("|".repeat(number - at)).append(numbersAndFields[i + 1]);
            at = number;
        }
        return segment.toString();
    }
}
