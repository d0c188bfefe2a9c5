package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.radiologygpt.Reports;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/**
 * A report of our own making with what is true of it.
 *
 * @param procedure as ordered
 * @param findings what is there
 * @param denied what the findings deny
 * @param text of the findings
 * @param compared true where the report compares with an earlier examination
 * @param advised true where the report recommends something
 */
record SyntheticReport(
        SyntheticExam exam,
        String procedure,
        String sex,
        List<SyntheticFinding> findings,
        List<String> denied,
        String text,
        boolean compared,
        boolean advised) {
    static final PersonName PATIENT = PersonName.of("Thistlewood", "Edmund");
    static final PersonName READER = PersonName.of("Okonkwo-Brandt", "Ingrid");
    static final String UNCHANGED = ", unchanged from the prior study.";
    static final String ADVICE = "Follow-up imaging in 6 months is recommended.";

    /** As a reader would hand it over. */
    RadiologyReport report() {
        List<KnownIdentifier> known = List.of(
                new KnownIdentifier.Name(PATIENT),
                new KnownIdentifier.Name(READER),
                new KnownIdentifier.Number("MRN48213"));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(SectionKind.COMPARISON, compared ? "Examination of last year." : "None."));
        sections.add(new Section(SectionKind.FINDINGS, text));
        RadiologyReport report = Reports.of(
                ReportStatus.PRELIMINARY, "RAD", procedure, known, List.of(), sections.toArray(Section[]::new));
        Patient patient = new Patient(List.of(), List.of(PATIENT), Optional.empty(), sex, "");
        return new RadiologyReport(
                report.key(),
                report.messageId(),
                report.clock(),
                report.version(),
                report.status(),
                patient,
                report.order(),
                report.sections(),
                report.knownIdentifiers(),
                report.securityLabels(),
                report.sourceReference(),
                report.warnings());
    }

    /** An impression of these findings, as sentences or as numbered items. */
    String impression(List<SyntheticFinding> stated, Random random) {
        List<String> sentences = new ArrayList<>();
        stated.forEach(finding -> sentences.add(finding.inImpression(random)));
        if (compared) {
            sentences.set(0, sentences.get(0).replaceFirst("\\.$", ", unchanged."));
        }
        if (advised) {
            sentences.add(ADVICE);
        }
        if (!denied.isEmpty() && random.nextInt(4) == 0) {
            sentences.add("No " + denied.get(0) + ".");
        }
        return joined(sentences, random);
    }

    String impression(Random random) {
        return impression(findings, random);
    }

    /** Adds a sentence to an impression, in its manner. */
    static String with(String impression, String sentence) {
        int items = (int)
                impression.lines().filter(line -> line.matches("\\d\\. .*")).count();
        return items == 0 ? impression + " " + sentence : impression + "\n" + (items + 1) + ". " + sentence;
    }

    private static String joined(List<String> sentences, Random random) {
        if (sentences.size() == 1 || random.nextBoolean()) {
            return String.join(" ", sentences);
        }
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < sentences.size(); item++) {
            items.append(item == 0 ? "" : "\n").append(item + 1).append(". ").append(sentences.get(item));
        }
        return items.toString();
    }
}
