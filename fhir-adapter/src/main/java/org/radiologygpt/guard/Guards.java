package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.report.RadiologyReport;

/** All guards under one policy. Pure, deterministic, thread-safe; a guard that fails withholds. */
public final class Guards {
    private static final TruncationGuard TRUNCATION = new TruncationGuard();
    private static final List<Guard> STANDARD = List.of(
            new EmptyGuard(),
            TRUNCATION,
            new RepetitionGuard(),
            new LengthGuard(),
            new LeakedIdentifierGuard(),
            new LateralityGuard(),
            new NegationGuard(),
            new MeasurementGuard(),
            new CriticalMissingGuard(),
            new UnsupportedFindingGuard(),
            Wording.PHANTOM_PRIOR.guard(),
            Wording.INVENTED_RECOMMENDATION.guard());

    private final List<Guard> guards;
    private final GuardPolicy policy;

    Guards(List<Guard> guards, GuardPolicy policy) {
        this.guards = List.copyOf(guards);
        this.policy = policy;
    }

    /** The guards of this project under a policy. */
    public static Guards standard(GuardPolicy policy) {
        return new Guards(STANDARD, policy);
    }

    /** Names of the guards, in the order in which they check. */
    public static List<String> names() {
        return STANDARD.stream().map(Guard::name).toList();
    }

    /**
     * Checks a draft whose end the model decided itself.
     *
     * @param impression the drafted text, placeholders restored
     * @param report the report it was drafted from
     * @return one verdict per guard, in the order of {@link #names()}
     */
    public List<GuardVerdict> check(String impression, RadiologyReport report) {
        return check(impression, report, "stop");
    }

    /**
     * Checks a draft.
     *
     * @param impression the drafted text, placeholders restored
     * @param report the report it was drafted from
     * @param finishReason how the model server says the text ended: {@code stop}, {@code length}, or empty where it says nothing
     * @return one verdict per guard, in the order of {@link #names()}
     */
    public List<GuardVerdict> check(String impression, RadiologyReport report, String finishReason) {
        List<GuardVerdict> verdicts = new ArrayList<>();
        for (Guard guard : guards) {
            verdicts.add(check(guard, impression, report, finishReason));
        }
        return List.copyOf(verdicts);
    }

    /** A guard that is on and fails withholds, whatever the policy makes of its findings. */
    private GuardVerdict check(Guard guard, String impression, RadiologyReport report, String finishReason) {
        if (policy.on(guard.name()) == Verdict.PASS) {
            return GuardVerdict.pass(guard.name());
        }
        try {
            return policed(
                    guard == TRUNCATION
                            ? TRUNCATION.check(impression, report, finishReason)
                            : guard.check(impression, report));
        } catch (RuntimeException | StackOverflowError e) {
            return new GuardVerdict(
                    guard.name(),
                    Verdict.WITHHOLD,
                    "guard fault: " + e.getClass().getSimpleName());
        }
    }

    private GuardVerdict policed(GuardVerdict verdict) {
        return verdict.verdict() == Verdict.PASS
                ? verdict
                : new GuardVerdict(verdict.guard(), policy.on(verdict.guard()), verdict.detail());
    }
}
