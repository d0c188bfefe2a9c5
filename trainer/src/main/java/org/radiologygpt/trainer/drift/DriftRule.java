package org.radiologygpt.trainer.drift;

/**
 * How the watch is kept.
 *
 * @param reference first weeks of a series that the later ones are held against, 4 or more
 * @param reports fewest reports of a week that counts, 5 or more
 * @param recent weeks before the newest of all within which a series must have one to be called current
 */
public record DriftRule(int reference, int reports, int recent) {
    public DriftRule {
        require(reference >= 4, "reference must be 4 weeks or more");
        require(reports >= 5, "reports must be 5 or more");
        require(recent >= 1, "recent must be 1 week or more");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
