package org.radiologygpt.model.bench.soak;

import java.util.List;

/** Holds what the server counted, and its memory, against what the clients saw. */
record Agreement(Plan plan, Tally tally) {

    void check(ServerCounts counted, List<ResidentMemory.Sample> memory) {
        require(tally.ended() == plan.requests(), tally.ended() + " of " + plan.requests() + " requests ended");
        require(
                counted.total() == tally.ended(),
                "/metrics counted " + counted.total() + " requests, the clients " + tally.ended());
        int cancels = tally.count(Kind.CANCEL, 200);
        require(
                counted.answers() >= tally.answers() && counted.answers() <= tally.answers() + cancels,
                "/metrics counted " + counted.answers() + " answers, the clients " + tally.answers() + " and " + cancels
                        + " cancelled ones");
        double growth = growth(memory);
        require(
                Double.isNaN(growth) || growth <= plan.mostGrowth(),
                "resident memory grew by " + Math.round(1000 * growth) / 10.0 + " %");
    }

    /** From the window of 20 to 30 % to the one of 90 to 100 %, as a part; NaN where one has no reading. */
    static double growth(List<ResidentMemory.Sample> memory) {
        return ResidentMemory.median(memory, 0.9, 1) / ResidentMemory.median(memory, 0.2, 0.3) - 1;
    }

    private void require(boolean condition, String fault) {
        if (!condition) {
            tally.fault(fault);
        }
    }
}
