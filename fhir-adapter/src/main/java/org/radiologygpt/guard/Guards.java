package org.radiologygpt.guard;

import java.util.List;
import java.util.stream.Collectors;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.draft.GuardVerdict.Verdict;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.report.RadiologyReport;

/** All guards under one policy. Pure, deterministic, thread-safe; a guard that fails withholds. */
public final class Guards {
    private static final int MOST_DETAILS = 5;

    private static final List<Guard> STANDARD = List.of(
            new EmptyGuard(),
            new TruncationGuard(),
            new RepetitionGuard(),
            new LengthGuard(),
            new LeakedIdentifierGuard(),
            new LateralityGuard(),
            new LocationGuard(),
            new NegationGuard(),
            new MeasurementGuard(),
            new SizeGuard(),
            new AcuityGuard(),
            new MalignancyGuard(),
            new DeviceGuard(),
            new CriticalMissingGuard(),
            new UnsupportedFindingGuard(),
            new SexGuard(),
            new BodyPartGuard(),
            new ModalityGuard(),
            new ContrastGuard(),
            new PhantomPriorGuard(),
            new InventedRecommendationGuard());

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

    static List<Guard> all() {
        return STANDARD;
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
     * @param report the report it was drafted from; its source decides which site's policy rules
     * @param finishReason how the model server says the text ended: {@code stop}, {@code length}, or empty where it says nothing
     * @return one verdict per guard, in the order of {@link #names()}
     */
    public List<GuardVerdict> check(String impression, RadiologyReport report, String finishReason) {
        try {
            DraftReading reading = new DraftReading(impression, report, finishReason);
            return guards.stream()
                    .map(guard -> check(
                            guard, reading, policy.on(guard.name(), report.key().source())))
                    .toList();
        } catch (RuntimeException | StackOverflowError e) {
            return guards.stream().map(guard -> fault(guard, e)).toList();
        }
    }

    /** A guard that is on and fails withholds, whatever the policy makes of its findings. */
    private static GuardVerdict check(Guard guard, DraftReading reading, Verdict onObjection) {
        if (onObjection == Verdict.PASS) {
            return GuardVerdict.pass(guard.name());
        }
        try {
            return verdict(guard, guard.objections(reading), onObjection);
        } catch (RuntimeException | StackOverflowError e) {
            return fault(guard, e);
        }
    }

    private static GuardVerdict verdict(Guard guard, List<Objection> objections, Verdict onObjection) {
        if (objections.isEmpty()) {
            return GuardVerdict.pass(guard.name());
        }
        String detail = objections.stream()
                .map(Objection::detail)
                .distinct()
                .limit(MOST_DETAILS)
                .collect(Collectors.joining("; "));
        return new GuardVerdict(guard.name(), onObjection, detail, objections);
    }

    private static GuardVerdict fault(Guard guard, Throwable e) {
        return new GuardVerdict(
                guard.name(), Verdict.WITHHOLD, "guard fault: " + e.getClass().getSimpleName());
    }
}
