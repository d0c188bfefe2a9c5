package org.radiologygpt.trainer.synthetic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One finding of one report with its slots filled.
 *
 * @param text its sentences in the findings
 * @param conclusion its item in the impression, empty for incidental findings
 */
record Occurrence(Finding finding, Structure structure, String text, String conclusion, Side side) {
    private static final double CHANGE_STATED = 0.6;
    private static final double ADVICE_GIVEN = 0.4;

    static Occurrence of(Finding finding, Structure structure, boolean prior, Optional<Side> examSide, Dice dice) {
        Map<String, String> surface = new HashMap<>();
        Map<String, String> canonical = new HashMap<>();
        for (Slot slot : finding.slots()) {
            Slot.Filled filled = fill(slot, examSide, dice);
            surface.put(slot.name(), filled.surface());
            canonical.put(slot.name(), filled.canonical());
        }
        StringBuilder text = new StringBuilder(dice.pick(finding.texts()).render(dice, surface));
        StringBuilder conclusion = new StringBuilder(finding.impression().render(dice, canonical));
        if (prior && !finding.changes().isEmpty() && dice.chance(CHANGE_STATED)) {
            addChange(dice.pick(finding.changes()), text, conclusion, dice);
        }
        if (!finding.advice().isEmpty() && dice.chance(ADVICE_GIVEN)) {
            text.append(' ').append(dice.pick(finding.advice()).render(dice, surface));
            conclusion.append(". ").append(finding.advised().render(dice, canonical));
        }
        return new Occurrence(
                finding,
                structure,
                Wording.closed(text.toString()),
                finding.main() ? Wording.closed(conclusion.toString()) : "",
                sideOf(finding.main() ? conclusion.toString() : text.toString()));
    }

    Fact fact() {
        return new Fact(finding.name(), side, finding.main(), finding.urgency(), finding.accepted());
    }

    private static void addChange(Change change, StringBuilder text, StringBuilder conclusion, Dice dice) {
        String sentence = Wording.open(text.toString()) + change.inFindings().render(dice, Map.of()) + ".";
        text.replace(0, text.length(), sentence);
        conclusion.append(change.inImpression());
    }

    private static Slot.Filled fill(Slot slot, Optional<Side> examSide, Dice dice) {
        if (slot.name().equals("side") && examSide.isPresent()) {
            String side = examSide.get().code();
            return new Slot.Filled(side, side);
        }
        return dice.pick(slot.values()).fill(dice);
    }

    private static Side sideOf(String text) {
        Set<Side> sides = Side.in(text);
        return sides.size() == 1 ? sides.iterator().next() : sides.isEmpty() ? Side.NONE : Side.BILATERAL;
    }
}
