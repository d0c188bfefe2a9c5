package org.radiologygpt.trainer.curate;

import java.nio.charset.StandardCharsets;

/** Numbers that stand for a text under a seed: the same whatever else is in the input. */
final class Seeded {
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeded() {}

    /** Evenly spread over all 64 bits. */
    static long number(long seed, String text) {
        long hash = FNV_START;
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (value & 0xff)) * FNV_PRIME;
        }
        return mixed(hash + mixed(seed));
    }

    /** From 0 to below 1. */
    static double share(long seed, String text) {
        return (number(seed, text) >>> 11) * 0x1.0p-53;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
