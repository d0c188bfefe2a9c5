package org.radiologygpt.trainer.synthetic;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Laterality of a finding. */
public enum Side {
    LEFT,
    RIGHT,
    BILATERAL,
    NONE;

    private static final Pattern WORD =
            Pattern.compile("\\b(left|right|bilateral|bilaterally|both)\\b", Pattern.CASE_INSENSITIVE);

    /** Lower case, as written in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Side ofWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "left" -> LEFT;
            case "right" -> RIGHT;
            default -> BILATERAL;
        };
    }

    /** Every laterality word of a text. */
    static Set<Side> in(String text) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            sides.add(ofWord(words.group()));
        }
        return sides;
    }

    static Matcher words(String text) {
        return WORD.matcher(text);
    }
}
