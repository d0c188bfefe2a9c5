package org.radiologygpt.routes.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What would become of each record that is meant. Shows typed codes and counts only. */
public final class ReplayPlan {
    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");

    private final List<Step> steps;

    /** One record of the plan. */
    record Step(Entry entry, Fate fate, String key, int attempt) {}

    /**
     * One line of the count.
     *
     * @param source input topic, or the door at which a message was refused
     */
    public record Line(Fate fate, String reason, String stage, String source) {}

    ReplayPlan(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Number of records by what becomes of them, reason, stage and source. */
    public Map<Line, Long> counts() {
        Comparator<Line> order = Comparator.comparing(Line::fate)
                .thenComparing(Line::reason)
                .thenComparing(Line::stage)
                .thenComparing(Line::source);
        return steps.stream()
                .collect(Collectors.groupingBy(ReplayPlan::line, () -> new TreeMap<>(order), Collectors.counting()));
    }

    /** Number of records that go back. */
    public long replays() {
        return toReplay().size();
    }

    /** Whether a person must look at some. */
    public boolean needsAttention() {
        return steps.stream().anyMatch(step -> step.fate().needsAttention());
    }

    List<Step> toReplay() {
        return steps.stream().filter(step -> step.fate() == Fate.REPLAY).toList();
    }

    private static Line line(Step step) {
        String source =
                step.entry().origin().map(Position::topic).orElse(step.entry().source());
        return new Line(
                step.fate(), code(step.entry().reason()), code(step.entry().stage()), shown(source));
    }

    /** A header may hold anything: what is no code of ours is not repeated. */
    private static String code(String value) {
        return value.isEmpty() ? "-" : CODE.matcher(value).matches() ? value : "other";
    }

    private static String shown(String source) {
        return source.matches("[A-Za-z0-9._-]{1,249}") ? source : "other";
    }
}
