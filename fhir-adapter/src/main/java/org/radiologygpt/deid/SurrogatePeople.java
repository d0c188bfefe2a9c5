package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * Names word by word: each word of a known name has one surrogate, so that {@code Smith, John}, {@code Dr. Smith},
 * {@code J. Smith} and {@code Smyth} are one person under another name.
 */
final class SurrogatePeople {
    private static final int SHORTEST_TYPO = 5;
    private static final Set<String> TITLES = Set.of(
            "dr", "mr", "mrs", "ms", "miss", "prof", "doctor", "md", "do", "phd", "rn", "np", "pa", "sir", "madam");

    private final SurrogateNames names;
    private final Set<String> patientGiven;
    private final String patientSex;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final Map<String, String> initials = new HashMap<>();
    private final Set<String> particles = new HashSet<>();

    SurrogatePeople(KeyedHash hash, List<KnownIdentifier> identifiers) {
        List<PersonName> people = new ArrayList<>(hash.subject().names());
        identifiers.stream()
                .filter(KnownIdentifier.Name.class::isInstance)
                .map(identifier -> ((KnownIdentifier.Name) identifier).name())
                .forEach(people::add);
        Set<String> words = people.stream()
                .flatMap(name -> KnownPerson.of(name).parts().stream())
                .collect(Collectors.toSet());
        names = new SurrogateNames(hash, words);
        patientSex = hash.subject().sex();
        patientGiven = hash.subject().names().stream()
                .flatMap(name -> KnownPerson.of(name).given().stream())
                .collect(Collectors.toSet());
        people.forEach(this::learn);
    }

    private void learn(PersonName name) {
        KnownPerson person = KnownPerson.of(name);
        particles.addAll(person.particles());
        person.given().forEach(word -> known.putIfAbsent(word, given(word)));
        words(name.family()).forEach(word -> known.putIfAbsent(word, names.family(word)));
        String joined = String.join("", KnownPerson.wordsOf(name.family()));
        String parts = words(name.family()).stream().map(names::family).collect(Collectors.joining());
        if (!joined.isEmpty()) {
            known.putIfAbsent(joined, parts.isEmpty() ? names.family(joined) : parts);
        }
        known.forEach((word, surrogate) -> {
            if (!word.isEmpty()) {
                initials.putIfAbsent(word.substring(0, 1), surrogate.substring(0, 1));
            }
        });
    }

    private List<String> words(String family) {
        return KnownPerson.wordsOf(family).stream()
                .filter(word -> word.length() > 1 && !particles.contains(word))
                .toList();
    }

    private String given(String word) {
        return names.given(word, patientGiven.contains(word) ? patientSex : "");
    }

    /** A name as it stands in a text, in the surrogate's words and the same order, signs and case. */
    String name(String surface) {
        List<Token> tokens = Token.of(surface);
        StringBuilder name = new StringBuilder();
        int from = 0;
        for (int index = 0; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            String gap = surface.substring(from, token.start());
            Optional<String> word = word(tokens, index, surface);
            from = token.end();
            if (word.isPresent()) {
                name.append(gap).append(word.get());
            } else if (from < surface.length() && !Character.isWhitespace(surface.charAt(from))) {
                from++;
            }
        }
        return name.append(surface.substring(Math.min(from, surface.length())))
                .toString()
                .strip();
    }

    /** Empty for a particle or a cut {@code O'}: it would tell where the name comes from. */
    private Optional<String> word(List<Token> tokens, int index, String surface) {
        Token token = tokens.get(index);
        String folded = token.folded();
        if (TITLES.contains(folded) || folded.equals("s") && index > 0) {
            return Optional.of(token.raw());
        }
        if (!token.isWord() || particles.contains(folded) || isCut(token, surface)) {
            return Optional.empty();
        }
        if (folded.length() == 1) {
            return Optional.of(
                    cased(initials.getOrDefault(folded, names.family(folded).substring(0, 1)), token));
        }
        return Optional.of(cased(surrogate(folded, isFamily(tokens, index, surface)), token));
    }

    private String surrogate(String folded, boolean family) {
        String exact = known.get(folded);
        if (exact != null) {
            return exact;
        }
        return known.entrySet().stream()
                .filter(entry -> entry.getKey().length() >= SHORTEST_TYPO && folded.length() >= SHORTEST_TYPO - 1)
                .filter(entry -> OneEdit.apart(entry.getKey(), folded))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> family ? names.family(folded) : names.given(folded, ""));
    }

    /** Before a comma, or the last word. */
    private static boolean isFamily(List<Token> tokens, int index, String surface) {
        int comma = surface.indexOf(',');
        return comma > 0 ? tokens.get(index).start() < comma : index == lastName(tokens);
    }

    private static int lastName(List<Token> tokens) {
        int last = tokens.size() - 1;
        while (last > 0
                && (tokens.get(last).folded().length() == 1
                        || TITLES.contains(tokens.get(last).folded()))) {
            last--;
        }
        return last;
    }

    private static boolean isCut(Token token, String surface) {
        return token.folded().length() == 1
                && token.end() < surface.length()
                && "'’`".indexOf(surface.charAt(token.end())) >= 0;
    }

    private static String cased(String name, Token like) {
        String raw = like.raw();
        if (raw.length() > 1 && raw.equals(raw.toUpperCase(Locale.ROOT))) {
            return name.toUpperCase(Locale.ROOT);
        }
        return raw.equals(raw.toLowerCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
    }

    String place(String words) {
        return names.place(words);
    }
}
