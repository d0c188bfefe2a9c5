package org.radiologygpt.trainer.curate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

/** Candidates for tests. */
final class Candidates {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Candidates() {}

    /** A report whose findings have words that no other number has. */
    static Candidate report(int number, String patient, int day) {
        return report("r" + number, patient, day, findings(number), "Finding number " + number + ".", false);
    }

    static Candidate report(
            String id, String patient, int day, String findings, String impression, boolean aiInfluenced) {
        Instant clock = START.plusSeconds(86_400L * day);
        return new Candidate(
                new Version(id, clock.toString().substring(0, 10), Optional.of(clock), 0),
                new Pair(id, patient, "RIS", "", findings, impression, aiInfluenced),
                true,
                List.of());
    }

    static String findings(int number) {
        StringBuilder findings = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            findings.append("word").append(number).append('x').append(i).append(' ');
        }
        return findings.append('.').toString();
    }
}
