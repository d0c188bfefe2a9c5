package org.radiologygpt.trainer.curate;

/**
 * What is kept and how it is divided.
 *
 * @param findingsWords fewest words of findings; the paper's 10
 * @param impressionWords fewest words of impression; the paper's 2
 * @param withAiInfluenced keeps reports that were signed after one of our own drafts was shown, marked
 * @param near share of common three-word shingles from which two findings are nearly the same
 * @param template largest share of the training part that one and the same impression may have
 * @param validation share of the pairs held out for validation
 * @param test share of the pairs held out for the test
 * @param keepLater keeps for training what patients of the training part had after the other parts begin
 * @param seed decides between what is equal otherwise
 */
public record Rules(
        int findingsWords,
        int impressionWords,
        boolean withAiInfluenced,
        double near,
        double template,
        double validation,
        double test,
        boolean keepLater,
        long seed) {
    public Rules {
        check(near >= NearDuplicates.LEAST_THRESHOLD && near <= 1, "near", "0.75 to 1");
        check(template > 0 && template <= 1, "template", "above 0, at most 1");
        check(validation >= 0 && test >= 0 && validation + test < 1, "validation and test", "together below 1");
    }

    /** The paper's word counts, 0.8 for near duplicates, a tenth for one impression, a tenth for each part held out. */
    public static Rules standard() {
        return new Rules(10, 2, false, 0.8, 0.1, 0.1, 0.1, false, 1);
    }

    private static void check(boolean holds, String name, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": allowed is " + allowed);
        }
    }
}
