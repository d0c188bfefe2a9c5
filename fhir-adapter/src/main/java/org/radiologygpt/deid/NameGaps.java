package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What may stand between and around the words of one name. */
final class NameGaps {
    private static final int WIDEST = 5;
    private static final int WIDEST_BREAK = 12;
    private static final String WITHIN = ".,^'’`-‐‑–_/";
    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv");
    private static final Set<String> CREDENTIALS = Set.of(
            "md", "do", "rn", "np", "pa", "phd", "mbbs", "frcr", "facr", "rt", "dpm", "dds", "mph", "mbchb", "bsn",
            "crna", "dnp", "fnp", "arrt", "rdms", "rpa", "aprn", "crnp", "lpn", "cnmt", "rvt", "lcsw", "msn", "pharmd");
    private static final String[] TITLES = {"doctor", "drs", "dr", "mrs", "mr", "ms", "prof"};
    private static final Set<String> FOLLOWERS = Set.of("on", "at", "was", "is", "and", "called", "notified", "aware");
    private static final int SHARE_OF_CAPITALS = 100;

    private NameGaps() {}

    static boolean isWithin(String gap) {
        if (gap.length() > WIDEST) {
            return gap.length() <= WIDEST_BREAK
                    && gap.indexOf('\n') >= 0
                    && gap.indexOf('\n') == gap.lastIndexOf('\n')
                    && gap.replace(",", "").isBlank();
        }
        for (int at = 0; at < gap.length(); at++) {
            if (!Character.isWhitespace(gap.charAt(at)) && WITHIN.indexOf(gap.charAt(at)) < 0) {
                return false;
            }
        }
        return gap.indexOf('\n') == gap.lastIndexOf('\n');
    }

    /** Between the halves of one word: a blank, an apostrophe, a dash, the end of a line. */
    static boolean splits(String text, int from, int to) {
        int width = to - from;
        if (width == 1) {
            return " '’`-‐‑\n".indexOf(text.charAt(from)) >= 0;
        }
        if (width == 0 || width > WIDEST_BREAK) {
            return false;
        }
        String gap = text.substring(from, to);
        return gap.indexOf('\n') >= 0 && gap.replaceFirst("^[-‐‑]", "").isBlank();
    }

    /** {@code J. Smith}, {@code J Smith}, {@code D'Amico}. */
    static boolean isBehindInitial(String gap) {
        String rest = gap.startsWith(".") ? gap.substring(1) : gap;
        return rest.length() <= WIDEST
                        && rest.replace('^', ' ').replace('_', ' ').isBlank()
                        && !gap.isEmpty()
                || rest.length() == 1 && hasApostrophe(rest);
    }

    static boolean hasApostrophe(String gap) {
        return gap.indexOf('\'') >= 0 || gap.indexOf('’') >= 0 || gap.indexOf('`') >= 0;
    }

    /** Behind an initial that ends a name. */
    static boolean closes(String gap) {
        if (gap.isEmpty()) {
            return false;
        }
        char c = gap.charAt(0);
        return ".,;:)\n\r]/^".indexOf(c) >= 0 || gap.startsWith("  ") || gap.startsWith(" (") || gap.startsWith(" |");
    }

    static boolean lists(String gap) {
        String bare = gap.strip();
        return gap.length() <= 4 && (bare.equals(",") || bare.equals("/") || bare.equals("&") || bare.equals(";"));
    }

    static boolean isSuffix(String folded) {
        return SUFFIXES.contains(folded);
    }

    static boolean isCredential(String folded) {
        return CREDENTIALS.contains(folded);
    }

    static boolean isCapitals(String raw) {
        return raw.equals(raw.toUpperCase(Locale.ROOT));
    }

    /** Lengths of titles that a name may be glued to, as in {@code DoctorGray}. */
    static List<Integer> gluedTitles(Token token) {
        List<Integer> lengths = new ArrayList<>();
        for (String title : TITLES) {
            int length = title.length();
            if (token.folded().startsWith(title)
                    && token.raw().length() == token.folded().length()
                    && token.raw().length() > length + 1
                    && Character.isUpperCase(token.raw().charAt(length))) {
                lengths.add(length);
            }
        }
        return lengths;
    }

    /** Behind an initial: a number, a new phrase, or what is told of a person. */
    static boolean mayFollow(Token token) {
        return !token.isWord() || token.isCapitalised() || FOLLOWERS.contains(token.folded());
    }

    /** True where a text has no capitals to speak of. */
    static boolean isCaseless(String text) {
        int capitals = 0;
        for (int at = 0; at < text.length(); at++) {
            capitals += Character.isUpperCase(text.charAt(at)) ? 1 : 0;
        }
        return capitals * SHARE_OF_CAPITALS < text.length();
    }
}
