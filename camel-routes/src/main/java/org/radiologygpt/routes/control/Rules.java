package org.radiologygpt.routes.control;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportKey;

/**
 * The rules as they stand.
 *
 * @param all kill switches first, then by id
 */
public record Rules(List<Rule> all) {
    private static final Comparator<Rule> ORDER =
            Comparator.comparing(Rule::kind).thenComparing(Rule::id);

    public Rules {
        all = all.stream().sorted(ORDER).toList();
    }

    /** No rule: everything may be drafted. */
    public static Rules none() {
        return new Rules(List.of());
    }

    Rules with(ControlRecord record) {
        TreeMap<String, Rule> next = new TreeMap<>();
        all.forEach(rule -> next.put(rule.id(), rule));
        next.remove(record.id());
        if (record instanceof Rule rule) {
            next.put(rule.id(), rule);
        }
        return new Rules(List.copyOf(next.values()));
    }

    /** The rule that forbids to draft a report now, a kill switch before an opt-out. */
    public Optional<Rule> forbidding(RadiologyReport report, Instant now) {
        return all.stream().filter(rule -> rule.forbids(report, now)).findFirst();
    }

    /** The kill switch that takes an open draft of a report back now. */
    public Optional<Rule> recalling(ReportKey key, Instant now) {
        return all.stream().filter(rule -> rule.recalls(key, now)).findFirst();
    }

    /** Whether any kill switch wants open drafts back. */
    public boolean recall() {
        return all.stream().anyMatch(Rule::withdraw);
    }
}
