package org.radiologygpt.trainer.curate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

/**
 * The patients held out: those first seen last, as few as hold the wanted share of the pairs in use.
 *
 * @param patients pseudonyms
 * @param begins first report of any of them; empty where nobody is held out
 */
record HeldOut(Set<String> patients, Optional<Moment> begins) {

    /** @param share of held out and training together; what is later than {@code begins} is in neither */
    static HeldOut of(List<Candidate> candidates, double share, long seed) {
        Map<String, List<Moment>> moments = new HashMap<>();
        for (Candidate candidate : candidates) {
            moments.computeIfAbsent(candidate.pair().patient(), patient -> new ArrayList<>())
                    .add(Moment.of(candidate));
        }
        moments.values().forEach(times -> times.sort(Comparator.naturalOrder()));
        List<Moment> all = candidates.stream().map(Moment::of).sorted().toList();
        Set<String> patients = new HashSet<>();
        Map<Moment, Integer> heldOut = new HashMap<>();
        Optional<Moment> begins = Optional.empty();
        long held = 0;
        long before = all.size();
        for (String patient : newestFirst(moments, seed)) {
            if (held >= share * (held + before)) {
                break;
            }
            patients.add(patient);
            Moment first = moments.get(patient).get(0);
            moments.get(patient).forEach(moment -> heldOut.merge(moment, 1, Integer::sum));
            held += moments.get(patient).size();
            // None of the patients held out has a report before this one.
            before = upTo(all, first) - heldOut.get(first);
            begins = Optional.of(first);
        }
        return new HeldOut(patients, begins);
    }

    private static List<String> newestFirst(Map<String, List<Moment>> moments, long seed) {
        return moments.keySet().stream()
                .sorted(Comparator.comparing(
                                (String patient) -> moments.get(patient).get(0))
                        .thenComparing(patient -> Seeded.number(seed, patient))
                        .reversed())
                .toList();
    }

    /** How many are at a moment or before. */
    private static int upTo(List<Moment> sorted, Moment moment) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).compareTo(moment) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
