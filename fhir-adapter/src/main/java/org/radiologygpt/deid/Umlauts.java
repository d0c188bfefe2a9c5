package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Letters that are written as two where a keyboard lacks them: Müller is Mueller, Bjørn Bjoern, Håkon Haakon. */
final class Umlauts {
    private static final String[][] LETTERS = {
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"å", "aa"}, {"ø", "oe"}, {"ñ", "ny"}, {"þ", "th"}, {"ð", "d"}
    };

    private Umlauts() {}

    /** The other spellings of a name, as far as there are any. */
    static List<String> spellings(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<String> spellings = new ArrayList<>();
        String apart = lower;
        String together = lower;
        for (String[] letter : LETTERS) {
            apart = apart.replace(letter[0], letter[1]);
        }
        for (int i = 0; i < 3; i++) {
            together = together.replace(LETTERS[i][1], LETTERS[i][0]);
        }
        if (!apart.equals(lower)) {
            spellings.add(apart);
        }
        if (!together.equals(lower)) {
            spellings.add(together);
        }
        return spellings;
    }
}
