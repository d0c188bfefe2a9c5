package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/**
 * Every side in the draft must be the side that the report gives to the same finding or organ.
 *
 * <p>A finding that the report words otherwise is checked by its organ; where that is not known either, its side must at
 * least be named in the findings or in what was examined.
 */
final class LateralityGuard implements Guard {
    @Override
    public String name() {
        return "laterality";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        ClinicalText draft = ClinicalText.of(impression);
        Evidence evidence = new Evidence(
                ClinicalText.of(Source.findings(report)),
                ClinicalText.of(Source.examination(report)).sides(),
                ClinicalText.of(Source.everything(report) + "\n" + Source.examination(report))
                        .sides());
        List<String> problems = new ArrayList<>();
        for (Mention mention : draft.mentions()) {
            boolean wrong = !evidence.supports(mention)
                    || SpineLevels.contradict(mention, draft.sentences().get(mention.sentence()), evidence.findings);
            if (!mention.sides().isEmpty() && wrong) {
                problems.add("side not in the findings: " + sides(mention.sides()) + " "
                        + mention.term().spoken());
            }
        }
        for (int sentence = 0; sentence < draft.sentences().size(); sentence++) {
            Set<Side> unknown = draft.sidesIn(sentence);
            unknown.removeAll(evidence.anywhere);
            if (!unknown.isEmpty()) {
                problems.add("side not in the report: " + sides(unknown));
            }
        }
        return Verdicts.of(name(), problems);
    }

    /** What the report says of sides. */
    private record Evidence(ClinicalText findings, Set<Side> examined, Set<Side> anywhere) {

        boolean supports(Mention mention) {
            Set<Side> known = EnumSet.noneOf(Side.class);
            boolean named = false;
            for (Mention source : findings.kinOf(mention.term())) {
                boolean counts = mention.term().isOrgan() || mention.isNegated() || !source.isNegated();
                if (counts) {
                    named |= !source.sides().isEmpty();
                    known.addAll(source.sides());
                }
            }
            if (named && known.containsAll(mention.sides())) {
                return true;
            }
            return named ? isSidedExamination(mention) && known.isEmpty() : unsided(mention);
        }

        /** The report names the term without a side, or not at all. */
        private boolean unsided(Mention mention) {
            if (isSidedExamination(mention)) {
                return true;
            }
            Set<Side> near = EnumSet.noneOf(Side.class);
            List<Mention> kin = findings.kinOf(mention.term());
            kin.forEach(source -> near.addAll(findings.sidesIn(source.sentence())));
            return near.containsAll(mention.sides())
                    || kin.isEmpty() && findings.sides().containsAll(mention.sides());
        }

        private boolean isSidedExamination(Mention mention) {
            return examined.size() == 1 && examined.containsAll(mention.sides());
        }
    }

    private static String sides(Set<Side> sides) {
        return sides.size() > 1 ? "bilateral" : sides.iterator().next().name().toLowerCase(Locale.ROOT);
    }
}
