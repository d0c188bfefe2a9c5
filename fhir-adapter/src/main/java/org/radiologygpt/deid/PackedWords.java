package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A map from many words to few values, for one look at memory a word. A word of eleven letters {@code a} to {@code z} at most
 * is written into one {@code long}, five bits a letter, and the number of its value behind it; others are in a common map.
 *
 * @param <V> the values, of which there are {@value #MOST_VALUES} at most
 */
final class PackedWords<V> {
    static final int MOST_VALUES = 512;

    private static final int LONGEST = 11;
    private static final int BITS_A_LETTER = 5;
    private static final int BITS_A_VALUE = 9;
    private static final long NOT_PACKED = 0;
    /** Of the golden ratio: neighbouring words are scattered. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private final List<V> values = new ArrayList<>();
    private final Map<String, V> others = new HashMap<>();
    /** Word and number of its value; 0 where there is none. At most half of the places are taken. */
    private final long[] slots;

    private final int shift;

    PackedWords(Map<String, V> words) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * words.size() + 1);
        slots = new long[1 << bits];
        shift = Long.SIZE - bits;
        Map<V, Integer> numbers = new HashMap<>();
        words.forEach((word, value) -> put(word, numbers.computeIfAbsent(value, this::number)));
    }

    private int number(V value) {
        if (values.size() == MOST_VALUES) {
            throw new IllegalArgumentException("more than " + MOST_VALUES + " values");
        }
        values.add(value);
        return values.size() - 1;
    }

    private void put(String word, int number) {
        long packed = packed(word);
        if (packed == NOT_PACKED) {
            others.put(word, values.get(number));
            return;
        }
        int slot = slot(packed);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = packed << BITS_A_VALUE | number;
    }

    /** The value of a word, or {@code none}. */
    V get(String word, V none) {
        long packed = packed(word);
        if (packed == NOT_PACKED) {
            return others.getOrDefault(word, none);
        }
        for (int slot = slot(packed); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if (slots[slot] >>> BITS_A_VALUE == packed) {
                return values.get((int) (slots[slot] & MOST_VALUES - 1));
            }
        }
        return none;
    }

    private int slot(long packed) {
        return (int) (packed * SCATTER >>> shift);
    }

    private static long packed(String word) {
        if (word.length() > LONGEST) {
            return NOT_PACKED;
        }
        long packed = 0;
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            if (c < 'a' || c > 'z') {
                return NOT_PACKED;
            }
            packed = packed << BITS_A_LETTER | c - 'a' + 1;
        }
        return packed;
    }
}
