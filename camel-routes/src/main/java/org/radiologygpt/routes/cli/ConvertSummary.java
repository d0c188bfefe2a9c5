package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.TextAccount;

/** Counts over many messages: numbers and codes only, nothing that a message says. */
final class ConvertSummary {
    /** A warning's code, and how often it happened in one message; what may follow a colon is left out. */
    private static final Pattern WARNING = Pattern.compile("(?<code>[^:=]*)(?:=(?<times>\\d{1,9}))?.*", Pattern.DOTALL);

    private final Map<String, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> rejects = new TreeMap<>();
    private final Map<String, Integer> reportsWith = new TreeMap<>();
    private final Map<SectionKind, Integer> sections = new TreeMap<>();
    private final Map<String, Integer> warnings = new TreeMap<>();
    private final Map<String, Long> characters = new TreeMap<>();
    private final Map<String, Long> losses = new TreeMap<>();
    private int ignoredLines;
    private int unbalanced;

    void add(ReadOutcome outcome) {
        if (outcome instanceof ReadOutcome.Read read) {
            report(read.report());
            account(read.account());
        } else if (outcome instanceof ReadOutcome.Rejected rejected) {
            count(rejects, rejected.reason().code());
        }
    }

    /** Fills the line that stands for all messages. */
    ObjectNode into(ObjectNode line) {
        line.put("messages", sum(statuses) + sum(rejects)).put("reports", sum(statuses)).put("rejected", sum(rejects));
        statuses.forEach(line.putObject("byStatus")::put);
        rejects.forEach(line.putObject("rejectedByReason")::put);
        reportsWith.forEach(line.putObject("reportsWith")::put);
        ObjectNode kinds = line.putObject("sections");
        sections.forEach((kind, count) -> kinds.put(kind.key(), count));
        line.put("ignoredLines", ignoredLines);
        ObjectNode account = line.putObject("characters");
        characters.forEach(account::put);
        losses.forEach(account.putObject("lost")::put);
        account.put("messagesOutOfBalance", unbalanced);
        warnings.forEach(line.putObject("warnings")::put);
        return line;
    }

    private void report(RadiologyReport report) {
        count(statuses, report.status().code());
        boolean findings = report.text(SectionKind.FINDINGS).isPresent();
        boolean impression = report.text(SectionKind.IMPRESSION).isPresent();
        countIf(findings, "findings");
        countIf(impression, "impression");
        countIf(findings && impression, "findingsAndImpression");
        countIf(report.studies().size() > 1, "severalStudies");
        report.sections().forEach(this::section);
        report.warnings().forEach(this::warning);
    }

    private void section(Section section) {
        sections.merge(section.kind(), 1, Integer::sum);
        if (section.kind() == SectionKind.IGNORED) {
            ignoredLines += (int)
                    section.text().lines().filter(line -> !line.isBlank()).count();
        }
    }

    private void warning(String warning) {
        Matcher matcher = WARNING.matcher(warning);
        if (matcher.matches()) {
            String times = matcher.group("times");
            warnings.merge(matcher.group("code").strip(), times == null ? 1 : Integer.parseInt(times), Integer::sum);
        }
    }

    private void account(TextAccount account) {
        characters.merge("received", (long) account.received(), Long::sum);
        characters.merge("inSections", (long) account.inSections(), Long::sum);
        characters.merge("inHeadings", (long) account.inHeadings(), Long::sum);
        characters.merge("labels", (long) account.labels(), Long::sum);
        account.losses().forEach((cause, count) -> losses.merge(cause.code(), (long) count, Long::sum));
        unbalanced += account.balanced() ? 0 : 1;
    }

    private void countIf(boolean holds, String what) {
        reportsWith.merge(what, holds ? 1 : 0, Integer::sum);
    }

    private static void count(Map<String, Integer> counts, String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
