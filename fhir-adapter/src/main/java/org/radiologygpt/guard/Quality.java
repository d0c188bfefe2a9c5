package org.radiologygpt.guard;

import java.util.EnumSet;
import java.util.Set;

/** How large and how old a finding is said to be ({@code qualities.tsv}). */
enum Quality {
    SMALL,
    MODERATE,
    LARGE,
    ACUTE,
    CHRONIC;

    private static final Set<Quality> SIZES = Set.of(SMALL, MODERATE, LARGE);

    boolean isSize() {
        return SIZES.contains(this);
    }

    /** Only sizes, or only ages, of a set. */
    static Set<Quality> of(Set<Quality> all, boolean sizes) {
        Set<Quality> some = EnumSet.noneOf(Quality.class);
        all.stream().filter(quality -> quality.isSize() == sizes).forEach(some::add);
        return some;
    }
}
