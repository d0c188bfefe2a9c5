package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/**
 * Every number with a unit, every vertebral level and every category of the draft occurs in the report, and a number at a
 * side and lobe where the report has it.
 */
final class MeasurementGuard implements Guard {
    private static final Pattern LEVEL =
            Pattern.compile("\\b([CTLS])(\\d{1,2})(?:\\s?[-–/]\\s?([CTLS])?(\\d{1,2}))?\\b");
    private static final Pattern CATEGORY = Pattern.compile(
            "\\b((?:BI|LI|PI|TI|O|C|CAD|LUNG|NI)-?\\s?RADS|BIRADS|TIRADS|LIRADS|PIRADS|Bosniak|grade)(?:\\s(?:category|score|grade))?:?\\s?(\\d[A-Ca-c]?|I{1,3}V?F?|IV|V)\\b",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "measurement";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        String source = source(report);
        List<String> problems = new ArrayList<>();
        List<Measurement> known = Measurement.in(source);
        for (Measurement measurement : Measurement.in(impression)) {
            if (known.stream().noneMatch(measurement::isSupportedBy)) {
                problems.add("not in the findings: " + measurement.written());
            }
        }
        problems.addAll(Sites.displaced(impression, source));
        missing(levels(impression), levels(source))
                .forEach(level -> problems.add("level not in the findings: " + level));
        missing(categories(impression), categories(source))
                .forEach(category -> problems.add("category not in the findings: " + category));
        return Verdicts.of(name(), problems);
    }

    /** Slice thickness and dose are no findings: the technique does not count. */
    private static String source(RadiologyReport report) {
        return Source.findings(report)
                + "\n" + report.text(SectionKind.COMPARISON).orElse("")
                + "\n" + report.text(SectionKind.HISTORY).orElse("")
                + "\n" + report.text(SectionKind.INDICATION).orElse("");
    }

    private static Set<String> missing(Set<String> draft, Set<String> source) {
        Set<String> missing = new java.util.TreeSet<>(draft);
        missing.removeAll(source);
        return missing;
    }

    private static Set<String> levels(String text) {
        Set<String> levels = new HashSet<>();
        LEVEL.matcher(text).results().forEach(match -> addLevels(match, levels));
        return levels;
    }

    /** {@code L4-5} is L4 and L5; {@code T1} and {@code T2} are MR signal too and never a problem. */
    private static void addLevels(MatchResult match, Set<String> levels) {
        levels.add(match.group(1) + match.group(2));
        if (match.group(4) != null) {
            levels.add((match.group(3) == null ? match.group(1) : match.group(3)) + match.group(4));
        }
        levels.remove("T1");
        levels.remove("T2");
    }

    private static Set<String> categories(String text) {
        Set<String> categories = new HashSet<>();
        CATEGORY.matcher(text)
                .results()
                .forEach(match ->
                        categories.add(match.group(1).toUpperCase(Locale.ROOT).replaceAll("[-\\s]", "") + " "
                                + match.group(2).toUpperCase(Locale.ROOT)));
        return categories;
    }
}
