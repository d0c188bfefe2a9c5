package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.radiologygpt.report.PersonName;

/**
 * A name taken apart for comparing.
 *
 * @param family folded parts of the family name, particles left out; hyphenated halves apart and joined
 * @param given folded given and middle names of two letters or more
 * @param initials first letters of all of them
 * @param particles {@code van}, {@code de}, {@code al}…, and suffixes: part of a name only beside it
 */
record KnownPerson(Set<String> family, Set<String> given, Set<String> initials, Set<String> particles) {
    private static final Set<String> PARTICLES = Set.of(
            "de", "da", "di", "do", "dos", "das", "del", "della", "der", "den", "des", "du", "la", "le", "las", "los",
            "van", "von", "vom", "zu", "zur", "el", "al", "bin", "ibn", "abu", "ben", "st", "san", "santa", "mac", "mc",
            "ter", "ten", "y", "e", "jr", "sr", "ii", "iii", "iv");

    private static final int SHORTEST_SPELLING = 4;

    static KnownPerson of(PersonName name) {
        Set<String> family = new LinkedHashSet<>();
        Set<String> given = new LinkedHashSet<>();
        Set<String> initials = new LinkedHashSet<>();
        Set<String> particles = new LinkedHashSet<>();
        List<String> ofFamily = words(name.family());
        List<String> ofGiven = words(name.given());
        ofFamily.forEach(word -> sort(word, family, initials, particles));
        ofGiven.forEach(word -> sort(word, given, initials, particles));
        words(name.middle()).forEach(word -> sort(word, given, initials, particles));
        join(ofFamily, family);
        join(ofGiven, given);
        if (particles.size() > 1) {
            particles.add(String.join("", particles));
        }
        if (family.isEmpty()) {
            addAll(ofFamily, 2, family);
        }
        if (given.isEmpty()) {
            addAll(ofGiven, 2, given);
        }
        List.of(name.family(), name.given(), name.middle()).forEach(written -> respell(written, family));
        for (String word : words(name.suffix())) {
            if (PARTICLES.contains(word)) {
                particles.add(word);
            }
        }
        return new KnownPerson(family, given, initials, particles);
    }

    /** All words by which this person may be called. */
    Set<String> parts() {
        Set<String> parts = new LinkedHashSet<>(family);
        parts.addAll(given);
        return parts;
    }

    boolean isParticle(String folded) {
        return particles.contains(folded);
    }

    boolean isNobody() {
        return family.isEmpty() && given.isEmpty();
    }

    private static void sort(String word, Set<String> names, Set<String> initials, Set<String> particles) {
        boolean particle = PARTICLES.contains(word);
        initials.add(word.substring(0, 1));
        if (particle) {
            particles.add(word);
        } else if (word.length() > 1) {
            names.add(word);
        }
    }

    /** {@code O'Brien} is written OBrien too, {@code Smith-Jones} SmithJones, {@code De La Cruz} Delacruz. */
    private static void join(List<String> words, Set<String> names) {
        if (words.size() > 1) {
            names.add(String.join("", words));
        }
    }

    private static void respell(String written, Set<String> names) {
        for (String spelling : Umlauts.spellings(written)) {
            addAll(words(spelling), SHORTEST_SPELLING, names);
        }
    }

    private static void addAll(List<String> words, int shortest, Set<String> names) {
        for (String word : words) {
            if (word.length() >= shortest) {
                names.add(word);
            }
        }
    }

    private static List<String> words(String name) {
        List<String> words = Token.wordsOf(name);
        words.removeIf(String::isEmpty);
        return words;
    }

    static List<String> wordsOf(String text) {
        String folded = Folding.fold(text);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < folded.length(); ) {
            int c = folded.codePointAt(at);
            int next = at + Character.charCount(c);
            if (!isOfWord(c)) {
                addWord(folded, start, at, words);
                start = next;
            }
            at = next;
        }
        addWord(folded, start, folded.length(), words);
        return words;
    }

    private static void addWord(String folded, int start, int end, List<String> words) {
        if (end > start) {
            words.add(folded.substring(start, end));
        }
    }

    private static boolean isOfWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
