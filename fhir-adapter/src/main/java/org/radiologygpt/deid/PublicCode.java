package org.radiologygpt.deid;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Code systems that anybody may know, and what their codes look like: nothing else may stand in the place of one. */
enum PublicCode {
    LOINC("\\d{1,6}-\\d", PublicCode::hasModTen, "http://loinc.org", "ln", "loinc"),
    LOINC_PART("l[ap]\\d{1,7}-\\d", any -> true, "http://loinc.org", "ln", "loinc"),
    SNOMED_CT("\\d{6,18}", PublicCode::hasVerhoeff, "http://snomed.info/sct", "sct", "snomed-ct", "snomedct"),
    RADLEX("r(?:id|pid)\\d{1,6}", any -> true, "http://radlex.org", "http://www.radlex.org", "radlex", "rpid"),
    DICOM("1[12]\\d{4}|[a-z]{2,6}", any -> true, "http://dicom.nema.org/resources/ontology/dcm", "dcm"),
    CPT("\\d{5}|\\d{4}[a-z]", any -> true, "http://www.ama-assn.org/go/cpt", "c4", "cpt", "cpt4", "cpt-4"),
    ICD_10(
            "[a-z]\\d[0-9a-z](?:\\.[0-9a-z]{1,4})?",
            any -> true,
            "http://hl7.org/fhir/sid/icd-10",
            "http://hl7.org/fhir/sid/icd-10-cm",
            "i10",
            "i10c",
            "icd10",
            "icd-10",
            "icd10cm"),
    UNITS("[a-z%/.^*{}\\[\\]]{1,12}\\d{0,2}", any -> true, "http://unitsofmeasure.org", "ucum"),
    LANGUAGE("[a-z]{2,3}(?:-[a-z]{2,4})?", any -> true, "urn:ietf:bcp:47", "urn:iso:std:iso:3166");

    private static final List<String> OF_HL7 = List.of("http://terminology.hl7.org/", "http://hl7.org/fhir/");
    private static final Pattern HL7_CODE = Pattern.compile("[a-z]{1,24}\\d{0,2}(?:[-_][a-z]{1,20}\\d{0,2}){0,4}");
    private static final int[][] PERMUTATION = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
        {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
        {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
    };

    private final Pattern form;
    private final Predicate<String> check;
    private final List<String> systems;

    PublicCode(String form, Predicate<String> check, String... systems) {
        this.form = Pattern.compile(form);
        this.check = check;
        this.systems = List.of(systems);
    }

    List<String> systems() {
        return systems;
    }

    /** True where the system is one of these, or of HL7. */
    static boolean isPublic(String system) {
        String wanted = system.toLowerCase(Locale.ROOT);
        return isOfHl7(wanted) || Arrays.stream(values()).anyMatch(row -> row.systems.contains(wanted));
    }

    /** True where the code is well formed, with its check digit, in a public system. */
    static boolean isCode(String system, String code) {
        String wanted = system.toLowerCase(Locale.ROOT);
        String folded = code.toLowerCase(Locale.ROOT);
        if (Arrays.stream(values())
                .filter(row -> row.systems.contains(wanted))
                .anyMatch(row -> row.form.matcher(folded).matches() && row.check.test(folded))) {
            return true;
        }
        return isOfHl7(wanted) && HL7_CODE.matcher(folded).matches();
    }

    private static boolean isOfHl7(String system) {
        return OF_HL7.stream().anyMatch(system::startsWith) || system.matches("hl7\\d{4}");
    }

    /** LOINC Users' Guide, appendix on check digits: Luhn. */
    private static boolean hasModTen(String code) {
        int sum = 0;
        String digits = code.replace("-", "");
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** SNOMED CT Release File Specification, SCTID: Verhoeff's dihedral check. */
    private static boolean hasVerhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            check = product(check, PERMUTATION[i % PERMUTATION.length][digit]);
        }
        return check == 0;
    }

    /** In the dihedral group of order 10: 0 to 4 turn, 5 to 9 turn and mirror. */
    private static int product(int left, int right) {
        int turned = left < 5 ? (left % 5 + right % 5) % 5 : (left % 5 - right % 5 + 5) % 5;
        return turned + (left < 5 == right < 5 ? 0 : 5);
    }
}
