package org.radiologygpt.bench.deid;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One to develop on, one to report. The reporting edition has another seed, and material that the development edition never
 * sees: half of the names and places, a quarter of the phrases, chosen by their own checksum. It is frozen; what is added to
 * make the finders better stands in the files {@code grown-…}, which only the development edition draws from.
 */
enum Edition {
    DEVELOPMENT(20_250_117L),
    REPORTING(7_919_283L);

    private static final double PREFERS_HELD_OUT = 0.65;

    private final long seed;

    Edition(long seed) {
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    /** A name or place: those held out are preferred by the reporting edition. */
    String name(Material from, String list, Dice dice) {
        return name(all(from, list), dice);
    }

    String name(List<String> all, Dice dice) {
        boolean heldOut = this == REPORTING && dice.chance(PREFERS_HELD_OUT);
        List<String> part =
                all.stream().filter(one -> isHeldOutName(one) == heldOut).toList();
        return dice.of(part.isEmpty() ? all : part);
    }

    /** All rows of a list of which nothing is held out. */
    List<String> all(Material from, String list) {
        return this == REPORTING ? from.list(list) : from.grown(list);
    }

    /** Phrases that this edition may use. */
    List<String> phrases(Material from, String list) {
        return phrases(all(from, list));
    }

    List<String> phrases(List<String> all) {
        if (this == REPORTING) {
            return all;
        }
        List<String> part = all.stream().filter(one -> !isHeldOutPhrase(one)).toList();
        return part.isEmpty() ? all : part;
    }

    static boolean isHeldOutName(String name) {
        return checksum(name) % 2 == 0;
    }

    static boolean isHeldOutPhrase(String phrase) {
        return checksum(phrase) % 4 == 0;
    }

    private static long checksum(String value) {
        CRC32 checksum = new CRC32();
        checksum.update(value.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() >> 3;
    }
}
