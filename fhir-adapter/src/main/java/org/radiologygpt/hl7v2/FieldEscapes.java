package org.radiologygpt.hl7v2;

/**
 * Escapes in structured fields: the delimiters come back, formatting, highlighting and other character sets stay as they
 * stand, a lone escape character goes. The same as HAPI HL7v2 does.
 */
final class FieldEscapes {
    private static final String LEFT_ALONE = ".CMXZ";
    private static final String CARRIAGE_RETURN = "X000d";

    private final String text;
    private final Delimiters delimiters;
    private final StringBuilder out;

    private FieldEscapes(String text, Delimiters delimiters) {
        this.text = text;
        this.delimiters = delimiters;
        this.out = new StringBuilder(text.length());
    }

    static String unescape(String text, Delimiters delimiters) {
        return text.indexOf(delimiters.escape()) < 0 ? text : new FieldEscapes(text, delimiters).unescaped();
    }

    private String unescaped() {
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if (c == delimiters.escape()) {
                at = sequence(at);
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** Reads from an escape character on; returns where the text goes on. */
    private int sequence(int at) {
        int close = text.indexOf(delimiters.escape(), at + 1);
        if (close < 0) {
            return at + 1;
        }
        String body = text.substring(at + 1, close);
        if (body.length() == 1 && append(body.charAt(0))) {
            return close + 1;
        }
        if (body.equals(CARRIAGE_RETURN)) {
            out.append('\r');
            return close + 1;
        }
        if (staysAsItIs(body)) {
            out.append(text, at, close + 1);
            return close + 1;
        }
        return at + 1;
    }

    private boolean append(char code) {
        switch (code) {
            case 'F' -> out.append(delimiters.field());
            case 'S' -> out.append(delimiters.component());
            case 'T' -> out.append(delimiters.subcomponent());
            case 'R' -> out.append(delimiters.repetition());
            case 'E' -> out.append(delimiters.escape());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean staysAsItIs(String body) {
        return !body.isEmpty() && LEFT_ALONE.indexOf(body.charAt(0)) >= 0 || body.equals("H") || body.equals("N");
    }
}
