package org.radiologygpt.routes.quickstart;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The outcomes of the bundled messages as a table for a person. */
final class OutcomeTable {
    private static final String ROW = "%-32s %-9s %-26s %6s  %s%n";
    private static final int WIDTH = 70;

    private final PrintStream out;

    OutcomeTable(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints one line per message.
     *
     * @param start when the messages were sent, milliseconds since 1970
     * @return whether every message had the outcome it is there for
     */
    boolean print(Map<String, SampleMessage> sent, Map<String, Outcome> outcomes, long start) {
        out.printf(Locale.ROOT, ROW, "message", "outcome", "reason", "after", "drafted impression, or what it shows");
        boolean all = true;
        for (Map.Entry<String, SampleMessage> message : sent.entrySet()) {
            Optional<Outcome> outcome = Optional.ofNullable(outcomes.get(message.getKey()));
            all &= outcome.isPresent() && message.getValue().expects(outcome.get());
            row(message.getValue(), outcome, start);
        }
        return all;
    }

    private void row(SampleMessage message, Optional<Outcome> outcome, long start) {
        String name = message.name().replaceAll("\\.[a-z0-9]+$", "");
        if (outcome.isEmpty()) {
            out.printf(Locale.ROOT, ROW, name, "none", "no outcome in time", "", "expected: " + message.outcome());
            return;
        }
        Outcome found = outcome.get();
        String text = text(message, found);
        String seconds = String.format(Locale.ROOT, "%.1f s", Math.max(0, found.at() - start) / 1000.0);
        String expected = message.expects(found) ? "" : "  <- expected " + message.outcome() + " " + message.reason();
        out.printf(Locale.ROOT, ROW, name, found.outcome(), found.reason(), seconds, text + expected);
    }

    private static String text(SampleMessage message, Outcome found) {
        if (!found.cancelled().isEmpty()) {
            return "(" + message.shows() + ": " + String.join(", ", found.cancelled()) + " is cancelled)";
        }
        return found.impression().isEmpty() ? "(" + message.shows() + ")" : shortened(found.impression());
    }

    private static String shortened(String impression) {
        String line = impression.replaceAll("\\s+", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
    }
}
