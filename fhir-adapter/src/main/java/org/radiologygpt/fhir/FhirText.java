package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.List;

/**
 * Text as the primitives of FHIR R4 allow it. What is blank is null, which HAPI's setters take as absent.
 */
final class FhirText {
    /** FHIR R4 2.24.0.1: a string has at most 1 MB. */
    static final int LONGEST = 1 << 20;

    private FhirText() {}

    /** A string: no blanks around it, no control characters but tab and line ends. */
    static String string(String text) {
        String stripped = clean(text).strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** A code: single blanks only. */
    static String code(String text) {
        String stripped = string(text);
        return stripped == null ? null : singleBlanks(stripped);
    }

    /** A text in pieces that a string can hold, divided at line ends where there are any. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>(1);
        int from = 0;
        while (text.length() - from > LONGEST) {
            int line = text.lastIndexOf('\n', from + LONGEST - 1);
            int to = line > from ? line + 1 : from + LONGEST;
            if (Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        pieces.add(from == 0 ? text : text.substring(from));
        return pieces;
    }

    private static String singleBlanks(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == ' ' && text.charAt(i - 1) == ' ') {
                return text.replaceAll("\\s+", " ");
            }
        }
        return text;
    }

    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text, i)) {
                StringBuilder out = new StringBuilder(text);
                for (int j = i; j < text.length(); j++) {
                    if (!allowed(text, j)) {
                        out.setCharAt(j, ' ');
                    }
                }
                return out.toString();
            }
        }
        return text;
    }

    private static boolean allowed(String text, int i) {
        char c = text.charAt(i);
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        if (Character.isSurrogate(c)) {
            return Character.isHighSurrogate(c)
                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                    : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c != 0x7f && c != 0xfffe && c != 0xffff || c == '\n' || c == '\r' || c == '\t';
    }
}
