package org.radiologygpt.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Errors that add to an impression, or put into it, what the report does not say ({@code invented-statements.tsv}). */
final class InventedStatements {
    private static final Map<String, List<String>> STATEMENTS = GuardTable.rows("invented-statements.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> List.of(row[1].split("\\|"))));

    private InventedStatements() {}

    static Optional<String> malignant(SyntheticReport report, Random random) {
        boolean feared = report.findings().stream().anyMatch(finding -> finding.is("malignant") || finding.is("mass"));
        return feared ? Optional.empty() : added(report, random, "malignant");
    }

    static Optional<String> benign(SyntheticReport report, Random random) {
        boolean feared = report.findings().stream().anyMatch(finding -> finding.is("malignant"));
        return feared && !report.text().contains("benign") ? added(report, random, "benign") : Optional.empty();
    }

    static Optional<String> deviceElsewhere(SyntheticReport report, Random random) {
        return report.findings().stream()
                .filter(finding -> finding.is("device"))
                .findFirst()
                .map(device -> drawn("device." + device.kind().name(), random));
    }

    static Optional<String> inventedDevice(SyntheticReport report, Random random) {
        boolean any = report.findings().stream().anyMatch(finding -> finding.is("device"));
        return any ? Optional.empty() : added(report, random, "device.none");
    }

    static Optional<String> criticalFinding(SyntheticReport report, Random random) {
        String statement = drawn("critical", random);
        ClinicalText findings = ClinicalText.of(report.text());
        boolean told = ClinicalText.of(statement).mentions().stream()
                .anyMatch(mention -> mention.term().isCritical()
                        && !findings.kinOf(mention.term()).isEmpty());
        return told ? Optional.empty() : Optional.of(SyntheticReport.with(report.impression(random), statement));
    }

    /** An invented finding in a sentence with a true one. */
    static Optional<String> minorFinding(SyntheticReport report, Random random) {
        String minor = drawn("minor", random);
        ClinicalText findings = ClinicalText.of(report.text());
        boolean sound = ClinicalText.of(minor).mentions().stream()
                .anyMatch(mention -> Inferences.isSound(mention.term(), findings));
        String draft = report.impression(random);
        List<Sentence> sentences = Sentence.of(draft);
        boolean denies = sentences.get(sentences.size() - 1).text().startsWith("No ");
        return sound || denies ? Optional.empty() : Optional.of(draft.replaceFirst("\\.$", " with " + minor + "."));
    }

    static Optional<String> nonsense(SyntheticReport report, Random random) {
        return added(report, random, "nonsense");
    }

    static Optional<String> otherSex(SyntheticReport report, Random random) {
        return added(report, random, "sex." + report.sex());
    }

    static Optional<String> otherBodyPart(SyntheticReport report, Random random) {
        return added(report, random, "body_part." + report.exam().name().replaceAll("_.*", ""));
    }

    static Optional<String> otherModality(SyntheticReport report, Random random) {
        String made = report.exam().name().replaceAll(".*_", "");
        List<String> others = Stream.of("xr", "ct", "mr", "us")
                .filter(any -> !any.equals(made))
                .toList();
        return added(report, random, "modality." + others.get(random.nextInt(others.size())));
    }

    static Optional<String> otherContrast(SyntheticReport report, Random random) {
        boolean given = report.procedure().matches(".*WITH CONTRAST|.*W CONTRAST");
        return added(report, random, given ? "contrast.given" : "contrast.none");
    }

    static Optional<String> prior(SyntheticReport report, Random random) {
        if (report.compared()) {
            return Optional.empty();
        }
        return report.advised() || random.nextBoolean()
                ? added(report, random, "prior.sentence")
                : Optional.of(report.impression(random).replaceFirst("\\.$", drawn("prior.end", random)));
    }

    static Optional<String> recommendation(SyntheticReport report, Random random) {
        return report.advised() ? Optional.empty() : added(report, random, "recommendation");
    }

    static Optional<String> otherInterval(SyntheticReport report, Random random) {
        return report.advised()
                ? Optional.of(report.impression(random).replace("6 months", drawn("interval", random)))
                : Optional.empty();
    }

    static Optional<String> identifier(SyntheticReport report, Random random) {
        return added(report, random, "identifier");
    }

    private static Optional<String> added(SyntheticReport report, Random random, String sort) {
        return Optional.of(
                SyntheticReport.with(report.impression(random), SyntheticFinding.capital(drawn(sort, random))));
    }

    private static String drawn(String sort, Random random) {
        List<String> statements = STATEMENTS.get(sort);
        String side = ChangedFindings.oneOf(random, "left", "right");
        return statements.get(random.nextInt(statements.size())).replace("{s}", side);
    }
}
