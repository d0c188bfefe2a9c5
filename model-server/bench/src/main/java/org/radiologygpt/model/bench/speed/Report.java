package org.radiologygpt.model.bench.speed;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the tables go, and the goals for the end. */
public final class Report {
    private final PrintStream out;
    private final List<String> goals = new ArrayList<>();

    public Report(PrintStream out) {
        this.out = out;
    }

    public void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    /** The head of a table. */
    public void head(String... titles) {
        line("| %s |", String.join(" | ", titles));
        line("|%s", "---|".repeat(titles.length));
    }

    public void atLeast(String what, double value, double goal) {
        goals.add(String.format(
                Locale.ROOT, "| %s | at least %.2f | %.2f | %s |", what, goal, value, met(value >= goal)));
    }

    public void atMost(String what, double value, double goal) {
        goals.add(
                String.format(Locale.ROOT, "| %s | at most %.0f | %.0f | %s |", what, goal, value, met(value <= goal)));
    }

    private static String met(boolean met) {
        return met ? "met" : "**missed**";
    }

    public void goals() {
        line("%nGoals%n");
        head("measure", "goal", "median", "");
        goals.forEach(goal -> line("%s", goal));
    }
}
