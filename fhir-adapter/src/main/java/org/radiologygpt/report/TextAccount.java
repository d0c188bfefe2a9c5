package org.radiologygpt.report;

import java.util.Map;

/**
 * Where every character of a message's report text went. Blanks are not counted.
 *
 * @param received characters of the text fields as received (OBX-5 and NTE-3)
 * @param labels characters in sections that come from elsewhere: names and units of measured values
 * @param inSections characters in the report's sections, ignored and unsectioned text included
 * @param inHeadings characters of the headings that were recognised
 * @param losses characters that stand nowhere in the report, by cause
 */
public record TextAccount(int received, int labels, int inSections, int inHeadings, Map<TextLoss, Integer> losses) {
    public TextAccount {
        losses = Map.copyOf(losses);
    }

    /** The account of a reader that keeps none. */
    public static TextAccount notKept() {
        return new TextAccount(0, 0, 0, 0, Map.of());
    }

    /** True where no character is missing and none came from nowhere. */
    public boolean balanced() {
        return difference() == 0;
    }

    /** Characters that are missing; negative where some came from nowhere. */
    public int difference() {
        int lost = losses.values().stream().mapToInt(Integer::intValue).sum();
        return received + labels - inSections - inHeadings - lost;
    }

    /** Number of characters of a text that are no blanks. */
    public static int characters(CharSequence text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                count++;
            }
        }
        return count;
    }

    /** White space, line ends of any kind, and control characters. */
    public static boolean isBlank(char c) {
        return c <= ' ' || c >= '\u007f' && (c == '\u007f' || c == '\u0085' || Character.isWhitespace(c));
    }
}
