package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Errors that change, swap, deny or drop what the findings hold. */
final class ChangedFindings {
    private static final List<String> LEVELS = List.of("L2-L3", "L3-L4", "L4-L5", "L5-S1");
    private static final String NORMAL = "No acute abnormality.";

    private ChangedFindings() {}

    static Optional<String> otherSide(SyntheticReport report, Random random) {
        return changed(
                report,
                random,
                finding -> finding.has("side"),
                finding -> finding.with("side", other(finding.get("side"), "left", "right")));
    }

    static Optional<String> otherLobe(SyntheticReport report, Random random) {
        return changed(
                report,
                random,
                finding -> finding.has("lobe"),
                finding -> finding.with("lobe", other(finding.get("lobe"), "upper", "lower")));
    }

    static Optional<String> bothSides(SyntheticReport report, Random random) {
        return changed(report, random, finding -> finding.has("side"), finding -> finding.with("side", "bilateral"))
                .map(draft -> draft.replace("on the bilateral", "on both sides").replace("the bilateral", "both"));
    }

    static Optional<String> swappedSides(SyntheticReport report, Random random) {
        return swapped(report, random, "side");
    }

    static Optional<String> swappedNumbers(SyntheticReport report, Random random) {
        return swapped(report, random, "mm").filter(any -> isPlaced(report));
    }

    static Optional<String> otherNumber(SyntheticReport report, Random random) {
        return changed(
                report,
                random,
                finding -> finding.has("mm"),
                finding -> finding.with("mm", (50 + random.nextInt(40)) + " mm"));
    }

    /** The slip that matters most: 8 mm becomes 8 cm, 1.2 cm becomes 1.2 mm. */
    static Optional<String> otherUnit(SyntheticReport report, Random random) {
        return changed(
                report,
                random,
                finding -> finding.has("mm"),
                finding -> finding.with(
                        "mm",
                        finding.get("mm").endsWith("mm")
                                ? finding.get("mm").replace("mm", "cm")
                                : finding.get("mm").replace("cm", "mm")));
    }

    static Optional<String> otherLevel(SyntheticReport report, Random random) {
        List<String> told =
                report.findings().stream().map(finding -> finding.get("level")).toList();
        String level =
                LEVELS.stream().filter(any -> !told.contains(any)).findFirst().orElseThrow();
        return changed(
                report,
                random,
                finding -> finding.has("level"),
                finding -> finding.with("level", level.equals("L5-S1") || told.contains("L3-L4") ? "L1-L2" : level));
    }

    static Optional<String> otherGrade(SyntheticReport report, Random random) {
        return changed(
                report,
                random,
                finding -> finding.has("grade"),
                finding -> finding.with("grade", otherGrade(finding.get("grade"))));
    }

    static Optional<String> otherAge(SyntheticReport report, Random random) {
        return changed(
                report,
                random,
                finding -> finding.has("age"),
                finding -> finding.with(
                        "age",
                        finding.get("age").equals("acute") ? oneOf(random, "chronic", "old", "remote") : "acute"));
    }

    static Optional<String> affirmed(SyntheticReport report, Random random) {
        return report.denied().stream()
                .findFirst()
                .map(term -> SyntheticReport.with(
                        report.impression(random).replaceAll("\\s?(?:\\d\\. )?No " + term + "\\.", ""),
                        SyntheticFinding.capital(
                                oneOf(random, term, "there is " + term, term + " is present", "acute " + term) + ".")));
    }

    static Optional<String> deniedWhole(SyntheticReport report, Random random) {
        return report.findings().stream()
                .filter(finding -> !finding.is("device"))
                .findFirst()
                .map(finding -> oneOf(random, "No ", "No evidence of ", "There is no ")
                        + finding.kind().noun() + ".");
    }

    static Optional<String> deniedBeside(SyntheticReport report, Random random) {
        return report.findings().stream()
                .filter(finding -> !finding.is("device"))
                .findFirst()
                .map(finding -> {
                    List<SyntheticFinding> others = new ArrayList<>(report.findings());
                    others.remove(finding);
                    String denial = "No " + finding.kind().noun() + ".";
                    return others.isEmpty() ? denial : SyntheticReport.with(report.impression(others, random), denial);
                });
    }

    static Optional<String> withoutCritical(SyntheticReport report, Random random) {
        List<SyntheticFinding> others = report.findings().stream()
                .filter(finding -> !isCritical(finding))
                .toList();
        boolean dropped = others.size() < report.findings().size() && !others.isEmpty();
        return dropped ? Optional.of(report.impression(others, random)) : Optional.empty();
    }

    static Optional<String> allNormal(SyntheticReport report, Random random) {
        return report.findings().stream()
                .filter(ChangedFindings::isCritical)
                .findFirst()
                .map(any -> oneOf(random, NORMAL, "Normal examination.", "No significant abnormality."));
    }

    private static boolean isCritical(SyntheticFinding finding) {
        return finding.is("critical") && !"chronic".equals(finding.has("age") ? finding.get("age") : "");
    }

    /** Both numbers stand with a side or lobe, so that it can be told whose they are. */
    private static boolean isPlaced(SyntheticReport report) {
        return report.findings().stream().filter(finding -> finding.has("mm")).allMatch(finding -> finding.has("side"));
    }

    private static Optional<String> changed(
            SyntheticReport report,
            Random random,
            Predicate<SyntheticFinding> which,
            UnaryOperator<SyntheticFinding> change) {
        if (report.findings().stream().noneMatch(which)) {
            return Optional.empty();
        }
        List<SyntheticFinding> findings = report.findings().stream()
                .map(finding -> which.test(finding) ? change.apply(finding) : finding)
                .toList();
        return Optional.of(report.impression(findings, random));
    }

    /** The values of two findings exchanged, where they differ. */
    private static Optional<String> swapped(SyntheticReport report, Random random, String slot) {
        List<SyntheticFinding> findings = new ArrayList<>(report.findings());
        for (int one = 0; one < findings.size(); one++) {
            for (int other = one + 1; other < findings.size(); other++) {
                SyntheticFinding first = findings.get(one);
                SyntheticFinding second = findings.get(other);
                boolean differ = first.has(slot)
                        && second.has(slot)
                        && !value(first, slot).equals(value(second, slot))
                        && !first.get("side").equals(second.get("side"));
                if (differ) {
                    findings.set(one, first.with(slot, second.get(slot)));
                    findings.set(other, second.with(slot, first.get(slot)));
                    return Optional.of(report.impression(findings, random));
                }
            }
        }
        return Optional.empty();
    }

    /** {@code 1.4 cm} and {@code 14 mm} are no two values. */
    private static String value(SyntheticFinding finding, String slot) {
        return slot.equals("mm")
                ? "" + Math.round(Measurement.in(finding.get(slot)).get(0).value())
                : finding.get(slot);
    }

    private static String otherGrade(String grade) {
        return switch (grade) {
            case "small" -> "large";
            case "mild" -> "severe";
            case "large" -> "small";
            case "severe" -> "mild";
            default -> "large";
        };
    }

    private static String other(String value, String one, String two) {
        return value.equals(one) ? two : one;
    }

    static String oneOf(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
