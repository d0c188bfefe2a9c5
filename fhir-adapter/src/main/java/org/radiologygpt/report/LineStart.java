package org.radiologygpt.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the first word of a line.
 *
 * @param end where the first word begins
 * @param numbered a number stands before it, as in {@code 2. FINDINGS}
 */
record LineStart(int end, boolean numbered) {
    private static final String DECORATION = "*_=#>~<[•-";
    private static final Pattern TAGS =
            Pattern.compile("(?:[\\s\\u00a0*_=#~\\[-]*+<[A-Za-z][^<>\\n]{0,40}>)++[\\s\\u00a0*_]*+");
    private static final Pattern NUMBER = Pattern.compile("(?:\\d{1,2}|[IVX]{1,4})[.)][\\s\\u00a0]{1,3}[*_]{0,3}");

    static LineStart of(String line) {
        int start = line.indexOf('<') < 0 ? 0 : afterTags(line);
        while (start < line.length() && isDecoration(line.charAt(start))) {
            start++;
        }
        if (start == line.length() || !mayBeNumber(line.charAt(start))) {
            return new LineStart(start, false);
        }
        Matcher number = NUMBER.matcher(line).region(start, line.length());
        return number.lookingAt() ? new LineStart(number.end(), true) : new LineStart(start, false);
    }

    private static int afterTags(String line) {
        Matcher tags = TAGS.matcher(line);
        return tags.lookingAt() ? tags.end() : 0;
    }

    private static boolean isDecoration(char c) {
        return Letters.isBlank(c) || DECORATION.indexOf(c) >= 0;
    }

    private static boolean mayBeNumber(char c) {
        return c >= '0' && c <= '9' || c == 'I' || c == 'V' || c == 'X';
    }
}
