package org.radiologygpt.draft;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/**
 * Which reports get a draft: preliminary ones from radiology with findings and without an impression.
 *
 * <p>A preliminary report without any heading is all findings where it has {@value #LEAST_WORDS} words or more; shorter text is
 * taken for a note. Text beside a findings section is never added to it.
 */
public final class Eligibility {
    private static final int LEAST_WORDS = 10;

    /** HL7 table 0074, the imaging sections, with DICOM modalities and other codes that senders use beside it. */
    private static final Set<String> IMAGING = Set.of(
            "RAD",
            "RX",
            "CT",
            "NMR",
            "MR",
            "MRI",
            "RUS",
            "US",
            "NMS",
            "NM",
            "XR",
            "CR",
            "DX",
            "DR",
            "RF",
            "FL",
            "XA",
            "MG",
            "MAM",
            "MA",
            "PET",
            "VUS",
            "IR",
            "ANG",
            "BD",
            "DXA",
            "OUS",
            "IMG",
            "RADIOLOGY",
            "XRC",
            "LP29684-5");

    /** HL7 table 0074, what is surely not radiology, with LOINC's and other codes that senders use beside it. */
    private static final Set<String> OTHER = Set.of(
            "AU",
            "BG",
            "BLB",
            "CG",
            "CH",
            "CP",
            "CTH",
            "CUS",
            "EC",
            "EN",
            "GE",
            "HM",
            "ICU",
            "IMM",
            "LAB",
            "MB",
            "MCB",
            "MYC",
            "NRS",
            "OSL",
            "OT",
            "PAR",
            "PAT",
            "PF",
            "PHR",
            "PHY",
            "RC",
            "RT",
            "SP",
            "SR",
            "TX",
            "URN",
            "VR",
            "PATH",
            "HEM",
            "MIC",
            "CHEM",
            "LP29708-2");

    /** HL7 table 0270, all but diagnostic imaging and the procedure note of interventions. */
    private static final Set<String> OTHER_DOCUMENTS =
            Set.of("AR", "CD", "CN", "DS", "ED", "HP", "OP", "PC", "PH", "PR", "SP", "TS");

    /** Warnings of the readers after which the words are not to be trusted. */
    private static final Set<String> DAMAGED = Set.of("charset_garbled", "attachment_unreadable");

    private Eligibility() {}

    /**
     * Why a report gets no draft.
     *
     * @param report the report as received
     * @return the reason, or empty where a draft is wanted
     */
    public static Optional<SkipReason> skip(RadiologyReport report) {
        Optional<SkipReason> byStatus = byStatus(report);
        if (byStatus.isPresent()) {
            return byStatus;
        }
        if (isOtherSection(report) || isOtherDocument(report)) {
            return Optional.of(SkipReason.NOT_RADIOLOGY);
        }
        if (report.text(SectionKind.IMPRESSION).isPresent()) {
            return Optional.of(SkipReason.HAS_IMPRESSION);
        }
        if (findings(report).isEmpty()) {
            return Optional.of(SkipReason.NO_FINDINGS);
        }
        return report.studies().size() > 1 ? Optional.of(SkipReason.SEVERAL_STUDIES) : Optional.empty();
    }

    /** The text to draft from: the findings, or a report's whole text where it has no heading at all. */
    public static Optional<String> findings(RadiologyReport report) {
        Optional<String> findings = report.text(SectionKind.FINDINGS);
        return findings.isPresent() || !isWithoutHeadings(report)
                ? findings
                : report.text(SectionKind.UNSECTIONED).filter(text -> words(text) >= LEAST_WORDS);
    }

    /**
     * True where characters were replaced while reading, or a text attachment could not be read: the caller withholds
     * instead of drafting from damaged or missing words.
     */
    public static boolean isGarbled(RadiologyReport report) {
        return report.warnings().stream()
                .map(warning -> warning.split("=", 2)[0])
                .anyMatch(DAMAGED::contains);
    }

    /** TXA-2 (HL7 table 0270) of a document that another department wrote. */
    private static boolean isOtherDocument(RadiologyReport report) {
        return report.order().procedure().stream()
                .anyMatch(coding -> coding.system().equals("HL70270") && OTHER_DOCUMENTS.contains(coding.code()));
    }

    private static Optional<SkipReason> byStatus(RadiologyReport report) {
        return switch (report.status()) {
            case REGISTERED -> Optional.of(SkipReason.NOT_YET_DICTATED);
            case FINAL, AMENDED, CORRECTED, APPENDED -> Optional.of(SkipReason.FINAL_REPORT);
            case CANCELLED, ENTERED_IN_ERROR -> Optional.of(SkipReason.CANCELLED_REPORT);
            case PARTIAL, PRELIMINARY -> Optional.empty();
        };
    }

    /** An unknown local code is no evidence against imaging where the report has findings. */
    private static boolean isOtherSection(RadiologyReport report) {
        String section = report.order().section().strip().toUpperCase(Locale.ROOT);
        if (section.isEmpty() || IMAGING.contains(section)) {
            return false;
        }
        return OTHER.contains(section) || report.text(SectionKind.FINDINGS).isEmpty();
    }

    private static boolean isWithoutHeadings(RadiologyReport report) {
        return report.sections().stream()
                .allMatch(section -> section.kind() == SectionKind.UNSECTIONED
                        || section.kind() == SectionKind.IGNORED
                        || section.text().isBlank());
    }

    private static long words(String text) {
        return java.util.Arrays.stream(text.split("\\s+"))
                .filter(word -> word.chars().anyMatch(Character::isLetter))
                .count();
    }

    static Set<String> imagingSections() {
        return IMAGING;
    }

    static Set<String> otherSections() {
        return OTHER;
    }
}
