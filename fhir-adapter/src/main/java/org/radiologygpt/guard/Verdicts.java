package org.radiologygpt.guard;

import java.util.Collection;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;

/** A guard's own view: pass, or withhold with what it found; the policy has the last word. */
final class Verdicts {
    private static final int MOST = 5;

    private Verdicts() {}

    static GuardVerdict of(String guard, Collection<String> problems) {
        return problems.isEmpty()
                ? GuardVerdict.pass(guard)
                : new GuardVerdict(
                        guard,
                        Verdict.WITHHOLD,
                        String.join(
                                "; ", problems.stream().distinct().limit(MOST).toList()));
    }
}
