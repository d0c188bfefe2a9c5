package org.radiologygpt.model.generate;

/** How long answers hold their slots these days, to tell those who are refused when to come again. Thread-safe. */
final class Pace {
    private static final int LONGEST_S = 60;

    /** Weight of the newest answer in the mean. */
    private static final double NEWEST = 0.2;

    private double meanSeconds;

    /** An answer ended that held its slot for so long. */
    synchronized void ended(long nanos) {
        double seconds = nanos / 1e9;
        meanSeconds = meanSeconds == 0 ? seconds : meanSeconds + NEWEST * (seconds - meanSeconds);
    }

    /** Seconds until the waiting requests will have got their slots, at least 1 and at most 60. */
    synchronized int retryAfterSeconds(int waiting, int slots) {
        return (int) Math.max(1, Math.min(LONGEST_S, Math.ceil(waiting * meanSeconds / slots)));
    }
}
