package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        words(name.family()).forEach(word -> sort(word, family, initials, particles));
        words(name.given() + " " + name.middle()).forEach(word -> sort(word, given, initials, particles));
        join(name.family(), family);
        join(name.given(), given);
        if (particles.size() > 1) {
            particles.add(String.join("", particles));
        }
        if (family.isEmpty()) {
            words(name.family()).stream().filter(word -> word.length() > 1).forEach(family::add);
        }
        if (given.isEmpty()) {
            words(name.given()).stream().filter(word -> word.length() > 1).forEach(given::add);
        }
        List.of(name.family(), name.given(), name.middle()).forEach(written -> Umlauts.spellings(written).stream()
                .map(KnownPerson::words)
                .forEach(words -> words.stream()
                        .filter(word -> word.length() >= SHORTEST_SPELLING)
                        .forEach(family::add)));
        particles.addAll(
                words(name.suffix()).stream().filter(PARTICLES::contains).toList());
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
    private static void join(String name, Set<String> names) {
        List<String> words = words(name);
        if (words.size() > 1) {
            names.add(String.join("", words));
        }
    }

    private static List<String> words(String name) {
        return Token.of(name).stream()
                .filter(Token::isWord)
                .map(Token::folded)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static List<String> wordsOf(String text) {
        return Arrays.stream(Folding.fold(text).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
