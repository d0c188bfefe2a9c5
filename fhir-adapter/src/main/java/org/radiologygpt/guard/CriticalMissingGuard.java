package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/**
 * A critical finding that the findings affirm or suspect must be named in the draft, not to deny it and not as an old one;
 * and a draft that affirms nothing does not do for findings that are called grave.
 */
final class CriticalMissingGuard implements Guard {
    private static final Set<String> NOT_TODAY = Set.of("old", "chronic", "remote", "healed");

    /** However marked, these leave an impression that denies an injury whole. */
    private static final Set<String> MINOR = Set.of("swelling", "degenerative");

    private static final Set<String> GRAVE = Words.set("""
            moderate large severe massive acute displaced suspicious aggressive destructive obstructing
            obstructive worsening enlarging critical
            """);

    @Override
    public String name() {
        return "critical_missing";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        ClinicalText draft = reading.draft();
        List<Objection> objections = new ArrayList<>();
        boolean affirmsNothing =
                draft.mentions().stream().allMatch(mention -> mention.term().isOrgan() || mention.isNegated());
        for (Mention mention : reading.findings().mentions()) {
            if (isCritical(mention)
                    && draft.kinOf(mention.term()).stream().allMatch(CriticalMissingGuard::isDismissed)) {
                objections.add(reading.missing(
                        "critical finding not in the draft: " + mention.term().spoken(), mention.place()));
            } else if (isCritical(mention) && isSideDropped(mention, draft)) {
                objections.add(reading.missing(
                        "critical finding of one side not in the draft: "
                                + mention.term().spoken(),
                        mention.place()));
            } else if (affirmsNothing && isGrave(mention)) {
                objections.add(reading.missing(
                        "the draft affirms nothing, the findings a grave "
                                + mention.term().spoken(),
                        mention.place()));
            }
        }
        return objections;
    }

    /** {@code Pneumothorax on both sides} became {@code left pneumothorax}: the draft names the finding and no right side at all. */
    private static boolean isSideDropped(Mention mention, ClinicalText draft) {
        List<Mention> kin = draft.kinOf(mention.term());
        return kin.stream().noneMatch(drafted -> drafted.sides().isEmpty())
                && !draft.sides().containsAll(mention.sides());
    }

    /** Denied, or said to be of the past where the findings do not say so. */
    private static boolean isDismissed(Mention mention) {
        return mention.isNegated() || mention.qualifiers().stream().anyMatch(NOT_TODAY::contains);
    }

    private static boolean isGrave(Mention mention) {
        return !mention.term().isOrgan()
                && !MINOR.contains(mention.term().id())
                && mention.isAffirmed()
                && !mention.historical()
                && mention.qualifiers().stream().anyMatch(GRAVE::contains)
                && mention.qualifiers().stream().noneMatch(NOT_TODAY::contains);
    }

    private static boolean isCritical(Mention mention) {
        return mention.term().isCritical()
                && !mention.isNegated()
                && !mention.historical()
                && mention.qualifiers().stream().noneMatch(NOT_TODAY::contains);
    }
}
