package org.radiologygpt.trainer.synthetic;

import java.util.List;

/**
 * What a synthetic report says is the case.
 *
 * @param finding the finding's name
 * @param side its laterality
 * @param main whether the impression must name it; incidental findings are left out
 * @param urgency higher stands earlier in the impression; 0 for incidental findings
 * @param accepted words by which an impression may name it, lower case
 */
public record Fact(String finding, Side side, boolean main, int urgency, List<String> accepted) {
    public Fact {
        accepted = List.copyOf(accepted);
        if (accepted.isEmpty()) {
            throw new IllegalArgumentException("a fact needs at least one accepted name: " + finding);
        }
    }
}
