package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.draft.Objection;
import org.radiologygpt.draft.TextSpan;

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
    public List<Objection> objections(DraftReading reading) {
        ClinicalText draft = reading.draft();
        String examination = Source.examination(reading.report());
        Set<Side> examined = reading.read(examination).sides();
        Set<Side> anywhere = reading.read(reading.everything()).sides();
        anywhere.addAll(examined);
        Evidence evidence = new Evidence(reading.findings(), examined, anywhere);
        List<Objection> objections = new ArrayList<>();
        for (Mention mention : draft.mentions()) {
            boolean against = !mention.sides().isEmpty() && evidence.isAgainst(mention, draft.sentenceOf(mention));
            if (against && !isOfFinding(mention, draft, evidence)) {
                objections.add(objection(reading, mention));
            }
        }
        for (int sentence = 0; sentence < draft.sentences().size(); sentence++) {
            Set<Side> unknown = draft.sidesIn(sentence);
            unknown.removeAll(evidence.anywhere);
            if (!unknown.isEmpty()) {
                objections.add(Objection.of(
                        "side not in the report: " + sides(unknown),
                        draft.sentences().get(sentence).place()));
            }
        }
        objections.addAll(otherGreater(reading));
        return objections;
    }

    /** {@code Effusions, left larger than right}, where the findings have the larger one on the right. */
    private static List<Objection> otherGreater(DraftReading reading) {
        List<Objection> objections = new ArrayList<>();
        for (Mention mention : reading.draft().mentions()) {
            Optional<Side> drafted = GreaterSide.in(reading.draft().sentenceOf(mention));
            List<Mention> compared = reading.findings().kinOf(mention.term()).stream()
                    .filter(source -> greater(source, reading).isPresent())
                    .toList();
            boolean other = drafted.isPresent()
                    && !compared.isEmpty()
                    && compared.stream()
                            .noneMatch(source -> greater(source, reading).equals(drafted));
            if (other) {
                String detail = "the other side is the greater in the findings: "
                        + mention.term().spoken();
                objections.add(reading.objection(
                        detail, mention.place(), compared.get(0).place()));
            }
        }
        return objections;
    }

    private static Optional<Side> greater(Mention source, DraftReading reading) {
        return GreaterSide.in(reading.findings().sentenceOf(source));
    }

    /** {@code Hydronephrosis of the left kidney}, where the findings tell of a left hydronephrosis and of a right renal cyst. */
    private static boolean isOfFinding(Mention organ, ClinicalText draft, Evidence evidence) {
        return organ.term().isOrgan()
                && draft.mentions().stream()
                        .filter(mention -> mention.sentence() == organ.sentence())
                        .anyMatch(mention -> !mention.term().isOrgan()
                                && mention.sides().containsAll(organ.sides())
                                && evidence.names(mention));
    }

    private static Objection objection(DraftReading reading, Mention mention) {
        String detail = "side not in the findings: " + sides(mention.sides()) + " "
                + mention.term().spoken();
        TextSpan drafted = SidedPlace.of(mention, reading.draft());
        return reading.findings().kinOf(mention.term()).stream()
                .max(Comparator.comparing((Mention source) -> !source.sides().isEmpty())
                        .thenComparing(source -> !source.isNegated()))
                .map(source -> reading.objection(detail, drafted, SidedPlace.of(source, reading.findings())))
                .orElseGet(() -> Objection.of(detail, drafted));
    }

    /** What the report says of sides. */
    private record Evidence(ClinicalText findings, Set<Side> examined, Set<Side> anywhere) {

        boolean isAgainst(Mention mention, Sentence drafted) {
            return !supports(mention) || SpineLevels.contradict(mention, drafted, findings);
        }

        private boolean supports(Mention mention) {
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

        /** The findings name the term on every side of the mention. */
        boolean names(Mention mention) {
            Set<Side> known = EnumSet.noneOf(Side.class);
            findings.kinOf(mention.term()).stream()
                    .filter(source -> !source.isNegated())
                    .forEach(source -> known.addAll(source.sides()));
            return known.containsAll(mention.sides());
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
