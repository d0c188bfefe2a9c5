package org.radiologygpt.guard;

import java.util.List;
import org.radiologygpt.draft.Objection;

/** An impression is short: at most 60 words, or six tenths of the findings. */
final class LengthGuard implements Guard {
    private static final int ALWAYS_ALLOWED_WORDS = 60;
    private static final double SHARE_OF_FINDINGS = 0.6;

    @Override
    public String name() {
        return "length";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        long words = reading.draft().words();
        long allowed = (long) Math.max(
                ALWAYS_ALLOWED_WORDS, SHARE_OF_FINDINGS * reading.findings().words());
        return words <= allowed ? List.of() : List.of(Objection.of(words + " words, " + allowed + " allowed"));
    }
}
