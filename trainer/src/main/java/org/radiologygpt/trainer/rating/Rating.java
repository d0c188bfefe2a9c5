package org.radiologygpt.trainer.rating;

import java.util.Map;

/** What one rater gave one impression, 1 to 5 on every scale. */
record Rating(Item item, Map<Scale, Integer> values) {
    Rating {
        values = Map.copyOf(values);
    }

    /** Mean of the scales. */
    double overall() {
        return values.values().stream().mapToInt(Integer::intValue).average().orElseThrow();
    }
}
