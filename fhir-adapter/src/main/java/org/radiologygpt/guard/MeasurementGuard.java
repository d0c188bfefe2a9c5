package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.TextSpan;

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
    public List<Objection> objections(DraftReading reading) {
        SourceText source = Source.measured(reading.report());
        List<Measurement> known = Measurement.in(source.text());
        List<Objection> objections = new ArrayList<>();
        for (Measurement measurement : Measurement.in(reading.impression())) {
            if (known.stream().noneMatch(measurement::isSupportedBy) && !isAdvised(measurement, reading)) {
                objections.add(new Objection(
                        "not in the findings: " + measurement.written(),
                        Optional.of(measurement.place()),
                        nearest(measurement, known).flatMap(source::place)));
            }
        }
        formerAsNow(reading, known, source).forEach(objections::add);
        for (Sites.Displaced displaced : Sites.displaced(reading.draft(), reading.read(source))) {
            objections.add(new Objection(
                    "at another place in the findings: "
                            + displaced.measurement().written(),
                    Optional.of(displaced.drafted().place()),
                    source.place(displaced.source().place())));
        }
        for (SpineLevels.Displaced displaced : SpineLevels.displaced(reading.draft(), reading.findings())) {
            objections.add(reading.objection(
                    "at another level in the findings: "
                            + displaced.drafted().term().spoken(),
                    displaced.drafted().place(),
                    displaced.source().place()));
        }
        missing(levels(reading.impression()), levels(source.text()))
                .forEach(level -> objections.add(Objection.of("level not in the findings: " + level)));
        missing(categories(reading.impression()), categories(source.text()))
                .forEach(category -> objections.add(Objection.of("category not in the findings: " + category)));
        return objections;
    }

    /** {@code 5.2 cm, previously 4.8 cm} is no aneurysm of 4.8 cm. */
    private static List<Objection> formerAsNow(DraftReading reading, List<Measurement> known, SourceText source) {
        List<Objection> objections = new ArrayList<>();
        for (Measurement measurement : Measurement.in(reading.impression())) {
            List<Measurement> same =
                    known.stream().filter(measurement::isSupportedBy).toList();
            boolean former = !same.isEmpty()
                    && same.stream().allMatch(one -> one.isFormerIn(source.text()))
                    && !measurement.isFormerIn(reading.impression());
            if (former) {
                objections.add(new Objection(
                        "of an earlier examination: " + measurement.written(),
                        Optional.of(measurement.place()),
                        source.place(same.get(0).place())));
            }
        }
        return objections;
    }

    /** {@code CT in 6 weeks} is a matter of the recommendation. */
    private static boolean isAdvised(Measurement measurement, DraftReading reading) {
        return measurement.unit().equals("week")
                && reading.draft().sentences().stream()
                        .filter(sentence -> sentence.place().start()
                                        <= measurement.place().start()
                                && measurement.place().end() <= sentence.place().end())
                        .anyMatch(sentence -> Advice.in(sentence.text()).isPresent());
    }

    /** The number in the same unit that is least away: most likely the one that was changed. */
    private static Optional<TextSpan> nearest(Measurement drafted, List<Measurement> known) {
        return known.stream()
                .filter(measurement -> measurement.unit().equals(drafted.unit()))
                .min(Comparator.comparingDouble(measurement -> Math.abs(measurement.value() - drafted.value())))
                .map(Measurement::place);
    }

    private static Set<String> missing(Set<String> draft, Set<String> source) {
        Set<String> missing = new TreeSet<>(draft);
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
