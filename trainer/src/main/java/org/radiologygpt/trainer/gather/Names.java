package org.radiologygpt.trainer.gather;

import java.util.regex.Pattern;
import org.radiologygpt.trainer.corpus.Pair;

/** What the names of a report and its patient are, told by their form: the engine's pseudonyms, or made up, or a hospital's. */
public final class Names {
    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern LETTER = Pattern.compile("[a-f]");
    private static final Pattern SYNTHETIC_REPORT = Pattern.compile("syn-(-?\\d{1,19})-\\d{1,19}");
    /** As {@code synthesize} writes a report and its patient: one seed, one number. */
    private static final Pattern SYNTHETIC = Pattern.compile("syn-(-?\\d{1,19})-(\\d{1,19}) syn-\\1-p\\2");

    private static final Pattern OPEN_I = Pattern.compile("openi-CXR\\d{1,6}");

    private Names() {}

    /** Two numbers of 16 decimal digits are a hospital's: of a million pairs of pseudonyms not one (0.3) has no letter. */
    static boolean areOurs(String id, String patient) {
        return PSEUDONYM.matcher(id).matches()
                && PSEUDONYM.matcher(patient).matches()
                && LETTER.matcher(id + patient).find();
    }

    static boolean areSynthetic(String id, String patient) {
        return SYNTHETIC.matcher(id + " " + patient).matches();
    }

    static boolean isOpenI(String id) {
        return OPEN_I.matcher(id).matches();
    }

    /** True where a report's name may be one that stands in a corpus as it is. */
    static boolean mayStand(String id) {
        return PSEUDONYM.matcher(id).matches() || SYNTHETIC_REPORT.matcher(id).matches();
    }

    /** True where the names of a pair have a form in which no hospital's may leave the engine. */
    public static boolean areClean(Pair pair) {
        return areOurs(pair.id(), pair.patient())
                || areSynthetic(pair.id(), pair.patient())
                || (isOpenI(pair.id()) && pair.patient().equals(pair.id()));
    }
}
