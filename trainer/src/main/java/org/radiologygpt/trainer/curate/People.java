package org.radiologygpt.trainer.curate;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.report.PersonName;

/**
 * The people that any message of the input named, patients and staff: their whole names may stand in the report of somebody
 * else, whose own message does not know them.
 *
 * <p>A name counts where a part of its given and one of its family name stand beside each other in either order, an initial
 * between them or not, both with a capital: {@code may show} is no Ms. Show, and Ms. Smith-Jones is also Ms. Smith.
 */
final class People {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int LEAST = 3;

    private final Set<String> names = new HashSet<>();

    void add(List<KnownIdentifier> known) {
        for (KnownIdentifier identifier : known) {
            if (identifier instanceof KnownIdentifier.Name name) {
                add(name.name());
            }
        }
    }

    private void add(PersonName name) {
        for (String first : parts(name.given())) {
            for (String last : parts(name.family())) {
                names.add(first + " " + last);
                names.add(last + " " + first);
            }
        }
    }

    private static List<String> parts(String name) {
        return words(name).stream()
                .map(People::folded)
                .filter(part -> part.length() >= LEAST)
                .toList();
    }

    /** True where the whole name of any of them stands in a text. */
    boolean anyIn(String text) {
        List<String> words = words(text);
        for (int i = 0; i + 1 < words.size(); i++) {
            int next = words.get(i + 1).length() == 1 && i + 2 < words.size() ? i + 2 : i + 1;
            if (isCapital(words.get(i)) && isCapital(words.get(next))) {
                if (names.contains(folded(words.get(i)) + " " + folded(words.get(next)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCapital(String word) {
        return Character.isUpperCase(word.codePointAt(0));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private static String folded(String word) {
        return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
