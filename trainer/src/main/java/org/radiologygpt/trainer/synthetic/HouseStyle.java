package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a radiologist, or a hospital, writes impressions: the same findings read differently in two styles.
 *
 * @param numbered several items are numbered, one a line; else they follow each other
 * @param sentences items are full sentences; else telegraphic
 * @param advises repeats the findings' recommendation
 * @param minor names findings of long standing; else they are left out
 * @param normal the sentence when nothing acute is found
 */
record HouseStyle(boolean numbered, boolean sentences, boolean advises, boolean minor, String normal) {
    /** Findings below this urgency are of long standing or by the way. */
    static final int ACUTE = 20;

    private static final List<String> NORMALS = List.of(
            "No acute cardiopulmonary abnormality.",
            "No acute cardiopulmonary disease.",
            "No acute disease.",
            "No acute cardiopulmonary findings.",
            "No acute cardiopulmonary process.",
            "No acute pulmonary disease.",
            "No radiographic evidence of acute cardiopulmonary disease.",
            "No evidence of acute cardiopulmonary abnormality.",
            "No acute abnormality of the chest.",
            "No acute intrathoracic abnormality.",
            "No active disease.",
            "No acute findings.");

    /** The two hospitals of the demonstration. */
    enum Named {
        NORTH(new HouseStyle(true, true, true, true, "There is no acute cardiopulmonary abnormality.")),
        SOUTH(new HouseStyle(false, false, false, false, "No acute disease."));

        private final HouseStyle style;

        Named(HouseStyle style) {
            this.style = style;
        }

        HouseStyle style() {
            return style;
        }
    }

    /** The habits of one of many radiologists. */
    static HouseStyle any(Dice dice) {
        return new HouseStyle(
                dice.chance(0.4), dice.chance(0.35), dice.chance(0.7), dice.chance(0.6), dice.pick(NORMALS));
    }

    boolean names(Finding finding) {
        return finding.urgency() >= ACUTE || (minor && finding.main());
    }

    String impression(List<Occurrence> occurrences) {
        List<Occurrence> named = occurrences.stream()
                .filter(o -> names(o.finding()))
                .sorted(Comparator.comparingInt(o -> -o.finding().urgency()))
                .toList();
        List<String> items = new ArrayList<>();
        if (named.stream().noneMatch(o -> o.finding().urgency() >= ACUTE)) {
            items.add(normal);
        }
        named.forEach(o -> items.add(item(o.conclusion())));
        return numbered && items.size() > 1
                ? String.join(
                        "\n",
                        IntStream.range(0, items.size())
                                .mapToObj(i -> (i + 1) + ". " + items.get(i))
                                .toList())
                : String.join(" ", items);
    }

    private String item(String conclusion) {
        int advice = conclusion.indexOf(". ");
        String kept = advises || advice < 0 ? conclusion : conclusion.substring(0, advice + 1);
        char number = kept.charAt(0);
        String bare = number == '^' || number == '%' ? kept.substring(1) : kept;
        if (!sentences) {
            return Wording.polish(bare);
        }
        return Wording.polish(
                switch (number) {
                    case '^' -> "there is a " + bare;
                    case '%' -> "there are " + bare;
                    default -> "there is " + bare;
                });
    }
}
