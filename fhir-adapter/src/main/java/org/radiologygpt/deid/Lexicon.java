package org.radiologygpt.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * On which of our word lists a word stands. Wider than {@link Vocabulary}, and with less weight: it tells the tagger of names
 * how likely a word is a name, and decides nothing about known identifiers.
 */
final class Lexicon {
    static final int FUNCTION = 1;
    static final int CLINICAL = 2;
    static final int EPONYM = 4;
    static final int ENGLISH = 8;
    static final int GIVEN = 16;
    static final int FAMILY = 32;
    static final int PLACE = 64;
    static final int NAME = GIVEN | FAMILY;
    static final int WORD = FUNCTION | CLINICAL | ENGLISH;

    private static final int SHORTEST_STEM = 4;
    private static final List<String> ENDINGS = List.of("s", "es", "ed", "d", "ing", "ly");
    private static final Map<String, Integer> FLAGS = new HashMap<>();

    static {
        add("function-words.txt", FUNCTION);
        add("report-words.txt", CLINICAL);
        add("clinical-words.txt", CLINICAL);
        add("eponyms.txt", EPONYM);
        add("english-words.txt", ENGLISH);
        add("given-names.txt", GIVEN);
        add("family-names.txt", FAMILY);
        add("places.txt", PLACE);
    }

    private static final PackedWords<Integer> PACKED = new PackedWords<>(FLAGS);

    private Lexicon() {}

    /** The lists of a folded word, as bits; 0 for none. */
    static int flags(String folded) {
        int flags = PACKED.get(folded, 0);
        return flags != 0 ? flags : inflected(folded);
    }

    /** All words of the lists, for training. */
    static Map<String, Integer> all() {
        return Map.copyOf(FLAGS);
    }

    /** The lists of the stem of a word that is on none itself. */
    static int inflected(String folded) {
        for (String ending : ENDINGS) {
            int stem = folded.length() - ending.length();
            if (stem >= SHORTEST_STEM && folded.endsWith(ending)) {
                int flags = PACKED.get(folded.substring(0, stem), 0) & (CLINICAL | ENGLISH);
                if (flags != 0) {
                    return flags;
                }
            }
        }
        return 0;
    }

    private static void add(String resource, int flag) {
        try (InputStream in = Lexicon.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                for (String word : line.trim().split("\\s+")) {
                    FLAGS.merge(Folding.fold(word), flag, (one, other) -> one | other);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
