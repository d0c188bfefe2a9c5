package org.radiologygpt.deid;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What before or behind a word says that a person is meant. */
final class NameContext {
    static final Set<String> TITLES = Set.of(
            "dr",
            "drs",
            "doctor",
            "doctors",
            "mr",
            "mrs",
            "ms",
            "miss",
            "mister",
            "prof",
            "professor",
            "sir",
            "madam",
            "sr",
            "rev",
            "capt",
            "sgt",
            "nurse",
            "pharmacist");
    /** Behind a name. Those that are also words of reports count behind a comma only. */
    private static final Set<String> CREDENTIALS = Set.of(
            "md", "mbbs", "mbchb", "rn", "np", "phd", "dnp", "aprn", "crna", "arnp", "frcr", "facr", "dpm", "dds",
            "lpn", "fnp", "crnp", "dvm", "mph");

    private static final Set<String> CREDENTIALS_BEHIND_COMMA =
            Set.of("do", "pa", "ms", "ba", "cnp", "jr", "sr", "rt", "cns", "pac");
    private static final Set<String> POINTERS = Set.of(
            "by",
            "with",
            "from",
            "notified",
            "informed",
            "attending",
            "resident",
            "fellow",
            "radiologist",
            "physician",
            "nurse",
            "technologist",
            "sonographer",
            "patient",
            "pt",
            "per",
            "cc",
            "name");
    private static final Set<String> VERBS = Set.of(
            "was",
            "is",
            "has",
            "had",
            "reports",
            "denies",
            "complains",
            "presented",
            "presents",
            "states",
            "underwent",
            "acknowledged",
            "agreed",
            "confirmed",
            "notified",
            "read",
            "repeated",
            "verbalized",
            "called");
    private static final Pattern BLANK = Pattern.compile("[.\\s]{0,4}");
    private static final Pattern POINTED = Pattern.compile("\\s{0,3}:?\\s{1,3}|\\s{0,3}:\\s{0,3}");

    private NameContext() {}

    static boolean titled(Text text, int token) {
        return token > 0
                && TITLES.contains(text.tokens().get(token - 1).folded())
                && BLANK.matcher(text.before(token)).matches();
    }

    static boolean pointedAt(Text text, int token) {
        return token > 0
                && POINTERS.contains(text.tokens().get(token - 1).folded())
                && POINTED.matcher(text.before(token)).matches();
    }

    static boolean doesSomething(Text text, int token) {
        return token + 1 < text.tokens().size()
                && VERBS.contains(text.tokens().get(token + 1).folded())
                && text.behind(token).isBlank();
    }

    /** True where credentials stand behind the token: {@code Roe, MD}, {@code Roe M.D.}. */
    static boolean credentialed(Text text, int token) {
        List<Token> tokens = text.tokens();
        if (token + 1 >= tokens.size() || text.behind(token).length() > 3) {
            return false;
        }
        String gap = text.behind(token);
        Token next = tokens.get(token + 1);
        boolean comma = gap.indexOf(',') >= 0;
        if (next.folded().length() == 1) {
            return dotted(text, token + 1, comma);
        }
        return next.isCapitalised()
                && next.raw().equals(next.raw().toUpperCase(java.util.Locale.ROOT))
                && (CREDENTIALS.contains(next.folded()) || comma && CREDENTIALS_BEHIND_COMMA.contains(next.folded()));
    }

    private static boolean dotted(Text text, int token, boolean comma) {
        if (token + 1 >= text.tokens().size() || !text.behind(token).equals(".")) {
            return false;
        }
        Token second = text.tokens().get(token + 1);
        String letters = text.tokens().get(token).folded() + second.folded();
        return second.isInitial() && (letters.equals("md") || comma && CREDENTIALS_BEHIND_COMMA.contains(letters));
    }
}
