package org.radiologygpt.fhir;

import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Text to XHTML and back. */
final class Xhtml {
    private static final Pattern INVISIBLE =
            Pattern.compile("(?is)<!--.*?-->|<(head|script|style)\\b.*?</\\1\\s*>|<[!?][^>]*>");
    /** In XHTML source a line break is a blank; only tags break lines. */
    private static final Pattern SOURCE_BREAK = Pattern.compile("[ \\t]*\\R[ \\t]*");

    private static final Pattern PREFORMATTED = Pattern.compile("(?i)<pre\\b");
    private static final Pattern BREAK =
            Pattern.compile("(?i)</?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|section|pre|body)\\b[^>]*>");
    private static final Pattern CELL = Pattern.compile("(?i)</t[dh]\\s*>");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^>]*>");

    private Xhtml() {}

    static String escaped(String text) {
        return StringEscapeUtils.escapeXml10(text);
    }

    /** The words of a page, block elements as lines. */
    static String text(String html) {
        String visible = INVISIBLE.matcher(html).replaceAll(" ");
        String flowing = PREFORMATTED.matcher(visible).find()
                ? visible
                : SOURCE_BREAK.matcher(visible).replaceAll(" ");
        String lines = BREAK.matcher(flowing).replaceAll("\n");
        String cells = CELL.matcher(lines).replaceAll(" ");
        String plain = StringEscapeUtils.unescapeHtml4(TAG.matcher(cells).replaceAll(""));
        return plain.replaceAll("[ \\t\\u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
