package org.radiologygpt.markup;

import java.nio.charset.StandardCharsets;

/**
 * The visible words of marked-up text, as lines a reader would see: a paragraph, line break, list item, heading or table
 * row ends a line; cells of a row are separated by a tab; paragraphs by a blank line where the markup has one.
 *
 * <p>What a reader does not see is left out: scripts, styles, hidden text, comments, document properties, page headers
 * and footers, pictures. Time and memory are linear in the length of the input, which the caller bounds.
 */
public final class MarkupText {
    private MarkupText() {}

    /**
     * RTF 1.x as characters. A character beyond ASCII stands for itself: the caller has decoded it.
     *
     * @throws MarkupException where the text is no RTF, or its groups are nested deeper than 50,000
     */
    public static String fromRtf(String rtf) {
        return new RtfReader(rtf, false).text();
    }

    /**
     * RTF 1.x as bytes. A byte beyond ASCII is read in the document's own code page ({@code \ansicpg}, {@code \fcharset}).
     *
     * @throws MarkupException where the bytes are no RTF, or its groups are nested deeper than 50,000
     */
    public static String fromRtf(byte[] rtf) {
        return new RtfReader(new String(rtf, StandardCharsets.ISO_8859_1), true).text();
    }

    /**
     * HTML or XHTML, a page or a fragment; broken markup is read as browsers read it.
     *
     * @throws MarkupException where elements are nested beyond what can be read
     */
    public static String fromHtml(String html) {
        return HtmlReader.text(html);
    }
}
