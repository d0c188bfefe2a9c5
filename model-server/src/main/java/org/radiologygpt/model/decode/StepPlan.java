package org.radiologygpt.model.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the slots of one step into runs of neighbours, so that each run's caches are one piece of memory and nothing is
 * copied. An idle slot between two active ones is carried along, its result thrown away, where that saves a pass.
 */
final class StepPlan {
    private StepPlan() {}

    /**
     * Neighbouring slots.
     *
     * @param first first slot
     * @param count slots from there, idle ones included
     */
    record Run(int first, int count) {}

    /**
     * Runs that cover all active slots.
     *
     * @param active slots to step, in any order
     * @param lengths tokens held by every slot
     * @param maxTokens a full slot has no room for a thrown-away token
     */
    static List<Run> of(int[] active, int[] lengths, int maxTokens) {
        int[] sorted = active.clone();
        Arrays.sort(sorted);
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || !joins(sorted, start, i, lengths, maxTokens)) {
                runs.add(new Run(sorted[start], sorted[i - 1] - sorted[start] + 1));
                start = i;
            }
        }
        return runs;
    }

    /** At most as many idle rows as active ones: decoding is bound by reading weights, idle rows cost little. */
    private static boolean joins(int[] sorted, int start, int next, int[] lengths, int maxTokens) {
        boolean room = true;
        for (int idle = sorted[next - 1] + 1; idle < sorted[next]; idle++) {
            room &= lengths[idle] < maxTokens;
        }
        return room && sorted[next] - sorted[start] + 1 <= 2 * (next - start + 1);
    }
}
