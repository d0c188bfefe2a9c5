package org.radiologygpt.deid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a word is to the tagger of names: its part in a phrase ({@code context-words.tsv}), or else the lists on which it stands. */
enum WordKind {
    NONE,
    TITLE,
    CREDENTIAL,
    BY,
    WITH,
    TO,
    FROM,
    PER,
    AT,
    IN,
    OF,
    AND,
    PARTICLE,
    SIGNED,
    SPOKEN,
    ROLE,
    RELATIVE,
    PATIENT,
    SAYING,
    FACILITY,
    STREET,
    STATE,
    PLACE_VERB,
    MONTH,
    EPONYM_HEAD,
    LABEL,
    FUNCTION,
    EPONYM,
    NAME_OR_WORD,
    NAME_OR_PLACE,
    GIVEN_OR_FAMILY,
    GIVEN,
    FAMILY,
    PLACE_OR_WORD,
    PLACE,
    CLINICAL,
    ENGLISH,
    ABBREVIATION,
    NAMELIKE,
    UNCLEAR,
    WORDLIKE,
    INITIAL,
    NUMBER;

    private static final Map<String, WordKind> CONTEXT = context();

    /** The part a folded word plays beside a name; {@link #NONE} for most words. */
    static WordKind inContext(String folded) {
        return CONTEXT.getOrDefault(folded, NONE);
    }

    /** All words that play a part beside a name. */
    static Set<String> ofContext() {
        return CONTEXT.keySet();
    }

    /** What the lists say; {@link #NONE} where they do not know the word. */
    static WordKind listed(int flags) {
        boolean word = (flags & Lexicon.WORD) != 0;
        boolean name = (flags & Lexicon.NAME) != 0;
        boolean place = (flags & Lexicon.PLACE) != 0;
        if ((flags & Lexicon.EPONYM) != 0) {
            return EPONYM;
        }
        if ((flags & Lexicon.FUNCTION) != 0) {
            return FUNCTION;
        }
        if (name) {
            return word ? NAME_OR_WORD : place ? NAME_OR_PLACE : named(flags & Lexicon.NAME);
        }
        if (place) {
            return word ? PLACE_OR_WORD : PLACE;
        }
        return worded(flags);
    }

    private static WordKind named(int flags) {
        return flags == Lexicon.NAME ? GIVEN_OR_FAMILY : flags == Lexicon.GIVEN ? GIVEN : FAMILY;
    }

    private static WordKind worded(int flags) {
        return (flags & Lexicon.CLINICAL) != 0 ? CLINICAL : (flags & Lexicon.ENGLISH) != 0 ? ENGLISH : NONE;
    }

    private static Map<String, WordKind> context() {
        try (InputStream in = WordKind.class.getResourceAsStream("context-words.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<String, WordKind> context = new HashMap<>();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] columns = line.split("\t");
                for (String word : columns[1].split(" ")) {
                    context.putIfAbsent(word, valueOf(columns[0]));
                }
            });
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
