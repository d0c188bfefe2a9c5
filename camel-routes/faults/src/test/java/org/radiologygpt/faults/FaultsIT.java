package org.radiologygpt.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages flow through two engines while everything around them fails. In every build a cut of it, with the embedded FHIR
 * server; with {@code -Pfaults} 10,000 messages and all faults, with HAPI's JPA server on PostgreSQL.
 */
class FaultsIT {
    private static final boolean LONG = System.getProperty("faults.run", "cut").equals("long");
    private static final int MESSAGES = Integer.getInteger("faults.messages", LONG ? 10_000 : 240);
    private static final int BACKLOG = Integer.getInteger("faults.backlog", LONG ? 200 : 80);
    private static final long SEED = Long.getLong("faults.seed", 20260301);
    private static final boolean JPA = Boolean.parseBoolean(System.getProperty("faults.jpa", Boolean.toString(LONG)));
    private static final Duration STALLED = Duration.ofMinutes(5);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Map<String, Integer> counts = Fault.counts();
    private final long start = System.nanoTime();

    @Test
    void every_message_has_one_outcome_and_no_draft_is_open_that_should_not_be() throws Exception {
        List<Message> messages = Traffic.of(MESSAGES, SEED);
        try (Fleet fleet = new Fleet(directory, JPA);
                Ledger ledger = new Ledger(fleet.brokerAddress())) {
            if (JPA) {
                Sources.store(fleet.fhirUrl(), messages);
            }
            report("all runs");
            run(fleet, ledger, messages);
        }
    }

    private void run(Fleet fleet, Ledger ledger, List<Message> messages) throws IOException {
        try (Sender sender = new Sender(fleet.brokerAddress(), messages, BACKLOG, ledger::size)) {
            List<Fault> faults = LONG ? Fault.all() : Fault.few();
            for (int i = 0; i < faults.size(); i++) {
                progress(ledger, MESSAGES * (i + 1) / (faults.size() + 2));
                faults.get(i).happen(fleet, counts);
                report("fault " + (i + 1) + " of " + faults.size() + " is over, " + ledger.size() + " outcomes");
            }
            progress(ledger, MESSAGES);
            report("all have their outcome");
            Verdict verdict = new Verdict(sender, ledger);
            SoftAssertions softly = new SoftAssertions();
            verdict.messages(softly, MESSAGES);
            verdict.errors(softly);
            verdict.offsets(softly);
            verdict.drafts(softly, fleet.fhirUrl());
            verdict.privacy(softly, fleet);
            print(verdict, ledger, fleet);
            softly.assertAll();
        }
    }

    /** Waits for so many outcomes; fails where none comes for long. */
    private void progress(Ledger ledger, int count) {
        int before = -1;
        while (ledger.size() < count) {
            int now = before = ledger.size();
            await("outcomes after " + before + " of " + MESSAGES)
                    .atMost(STALLED)
                    .until(() -> ledger.size() > now || ledger.size() >= count);
        }
    }

    private void report(String what) {
        System.out.printf("faults: %4d s: %s%n", (System.nanoTime() - start) / 1_000_000_000, what);
    }

    private void print(Verdict verdict, Ledger ledger, Fleet fleet) throws IOException {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                "faults: seed %d, %d messages of %d reports, %s, %d s%n",
                SEED,
                MESSAGES,
                verdict.reports(),
                JPA ? "HAPI JPA server on PostgreSQL" : "embedded FHIR server",
                (System.nanoTime() - start) / 1_000_000_000));
        counts.forEach((name, count) -> table.append(String.format("  %-28s %6d%n", name, count)));
        Map<String, Integer> outcomes = new TreeMap<>();
        ledger.outcomes().values().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
        outcomes.forEach((name, count) -> table.append(String.format("  %-28s %6d%n", name, count)));
        verdict.figures().forEach((name, count) -> table.append(String.format("  %-28s %6d%n", name, count)));
        fleet.cpuSeconds().forEach((name, count) -> table.append(String.format("  %-28s %6d%n", name, count)));
        System.out.print(table);
        Files.writeString(Path.of("target", "faults-summary.txt"), table);
    }
}
