package org.radiologygpt.trainer.curate;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

/**
 * Divides by patient and time: the patients who were first seen last are held out, with all that they have, and the training
 * part ends where they begin. No patient is on both sides, and nothing is trained on that is later than the first report held
 * out, as it will be when the model is used (unless the rules keep it).
 *
 * <p>When later reports are added, a patient may move from the held-out to the training part, not back: a model trained
 * before is not tested on what it has seen. Where no time is known the seed orders the patients. Not guaranteed: a report held
 * out that is corrected or taken back later makes room, which a patient of the training part may fill.
 */
record Split(List<Candidate> training, List<Candidate> validation, List<Candidate> test, List<Candidate> later) {

    static Split of(List<Candidate> candidates, Rules rules) {
        double share = rules.validation() + rules.test();
        HeldOut heldOut = HeldOut.of(candidates, share, rules.seed());
        Split split = new Split(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Candidate candidate : candidates) {
            String patient = candidate.pair().patient();
            if (!heldOut.patients().contains(patient)) {
                boolean isLater = !rules.keepLater()
                        && heldOut.begins()
                                .filter(begins -> Moment.of(candidate).compareTo(begins) > 0)
                                .isPresent();
                (isLater ? split.later : split.training).add(candidate);
            } else if (Seeded.share(rules.seed(), "validation " + patient) * share < rules.validation()) {
                split.validation.add(candidate);
            } else {
                split.test.add(candidate);
            }
        }
        return split;
    }
}
